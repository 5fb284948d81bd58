package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"rebut/internal/problem"
)

// errProblems ends a command whose problems are printed already.
var errProblems = errors.New("the project has problems")

// usageError is a command that was not understood.
type usageError struct{ message, hint string }

func (e *usageError) Error() string { return e.message }

func usage(cmd *cobra.Command, format string, args ...any) error {
	return usageHint("see "+cmd.CommandPath()+" --help", format, args...)
}

func usageHint(hint, format string, args ...any) error {
	return &usageError{fmt.Sprintf(format, args...), hint}
}

// refuse is an error for people: what is in the way, and what to do.
func refuse(hint, format string, args ...any) error {
	return &problem.Mistake{Message: fmt.Sprintf(format, args...), Hint: hint}
}

// noArguments refuses every argument.
func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usage(cmd, "%s takes no arguments, but %q is one", cmd.CommandPath(), args[0])
	}
	return nil
}

// arguments asks for one argument at least, and says what is missing.
func arguments(missing string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return usage(cmd, "%s", missing)
		}
		return nil
	}
}

// oneArgument asks for exactly one.
func oneArgument(missing string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) > 1 {
			return usage(cmd, "%s takes one argument, but %q is another", cmd.CommandPath(), args[1])
		}
		return arguments(missing)(cmd, args)
	}
}

// exit prints an error as people can read it and gives the exit code.
func (a *app) exit(err error) int {
	var wrong *usageError
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, errProblems):
		return exitProblems
	case errors.As(err, &wrong):
		a.tellError(wrong.message, wrong.hint)
		return exitUsage
	case strings.HasPrefix(err.Error(), "unknown command"):
		// cobra's own; its second line on suggestions is a hint.
		first, rest, _ := strings.Cut(err.Error(), "\n")
		hint := "see rebut --help"
		if _, likely, ok := strings.Cut(rest, "Did you mean this?\n"); ok {
			hint = "did you mean: rebut " + strings.Join(strings.Fields(likely), ", rebut ")
		}
		a.tellError(first, hint)
		return exitUsage
	}
	message, hint := explain(err)
	if a.debug {
		a.tell("debug: %+v\n", err)
	}
	a.tellError(message, hint)
	return exitProblems
}

func (a *app) tellError(message, hint string) {
	a.tell("%s\n", problem.Problem{Message: message, Hint: hint})
}

// explain puts a failure into plain words: never a chain of Go errors.
func explain(err error) (message, hint string) {
	var (
		mistake *problem.Mistake
		path    *fs.PathError
		link    *os.LinkError
	)
	switch {
	case errors.As(err, &mistake):
		return mistake.Message, mistake.Hint
	case errors.Is(err, context.Canceled):
		return "stopped before it was done; what was there is unchanged", ""
	case errors.As(err, &path):
		return fmt.Sprintf("cannot use %s: %s", path.Path, reason(path.Err)), ""
	case errors.As(err, &link):
		return fmt.Sprintf("cannot put %s in its place: %s", link.New, reason(link.Err)), ""
	}
	return "Rebut failed: " + innermost(err), "this should not happen; please report it with what the same command prints with --debug"
}

func reason(err error) string {
	switch {
	case errors.Is(err, fs.ErrPermission):
		return "you have no permission"
	case errors.Is(err, fs.ErrNotExist):
		return "it does not exist"
	case errors.Is(err, fs.ErrExist):
		return "it exists already"
	case errors.Is(err, syscall.ENOSPC):
		return "the disk is full"
	case errors.Is(err, syscall.EROFS):
		return "the disk is read-only"
	case errors.Is(err, syscall.EXDEV), errors.Is(err, syscall.EBUSY):
		return "it is a disk or volume of its own; choose a folder inside it"
	case errors.Is(err, syscall.EADDRINUSE):
		return "another program uses it"
	}
	return innermost(err)
}

// innermost is the text of the first cause at the end of a chain.
func innermost(err error) string {
	for {
		switch e := err.(type) {
		case interface{ Unwrap() error }:
			if e.Unwrap() == nil {
				return err.Error()
			}
			err = e.Unwrap()
		case interface{ Unwrap() []error }:
			err = e.Unwrap()[0]
		default:
			return err.Error()
		}
	}
}
