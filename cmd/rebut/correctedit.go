package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"rebut/internal/problem"
)

// edit lets the user change a copy of the file in their editor, until it can
// stand or they give up. The copy stays while what they wrote is nowhere else.
func (a *app) edit(cmd *cobra.Command, d *draft) error {
	editor := firstSet(a.getenv("VISUAL"), a.getenv("EDITOR"))
	switch {
	case !isTerminal(a.stdin):
		return usageHint(`for example: --set fact="…" --what "…"`, "nothing says what to change")
	case editor == "":
		return usageHint("change a copy of the file and give it with --file, or set EDITOR to the editor that you use", "no editor is known here")
	}
	dir, err := os.MkdirTemp("", "rebut-*")
	if err != nil {
		return err
	}
	d.copy = filepath.Join(dir, string(d.check.Slug)+".toml")
	if err := os.WriteFile(d.copy, d.text, 0o600); err != nil {
		return err
	}
	for {
		err := a.editOnce(cmd, d, editor)
		if err == nil || !mayTryAgain(err) {
			return err
		}
		if !errors.Is(err, errProblems) {
			message, hint := explain(err)
			a.tellError(message, hint)
		}
		if !a.agreed("Edit it again?", true) {
			return d.leave(a, refuse("", "nothing was written"))
		}
	}
}

func firstSet(values ...string) string {
	for _, v := range values {
		if strings.TrimSpace(v) != "" {
			return v
		}
	}
	return ""
}

// mayTryAgain tells mistakes in what was written from failures.
func mayTryAgain(err error) bool {
	var mistake *problem.Mistake
	var wrong *usageError
	return errors.Is(err, errProblems) || errors.As(err, &mistake) || errors.As(err, &wrong)
}

func (a *app) editOnce(cmd *cobra.Command, d *draft, editor string) (err error) {
	words := strings.Fields(editor) // with its options, such as "code --wait"
	run := exec.CommandContext(cmd.Context(), words[0], append(words[1:], d.copy)...)
	run.Stdin, run.Stdout, run.Stderr = a.stdin, a.stdout, a.stderr
	if err := run.Run(); err != nil {
		return usageHint("set EDITOR to the editor that you use, or use --set", "the editor %s did not work", problem.Quote(editor))
	}
	if d.is, err = os.ReadFile(d.copy); err != nil {
		return err
	}
	if bytes.Equal(d.is, d.text) {
		return refuse("change it, save it and close the editor", "nothing was changed")
	}
	if err := a.needWhat(d); err != nil {
		return err
	}
	return a.settle(d)
}

// leave deletes the copy that the user edited when it is written, and says
// where it is when it is not.
func (d *draft) leave(a *app, err error) error {
	switch {
	case d.copy == "":
	case err == nil || bytes.Equal(d.is, d.text):
		_ = os.RemoveAll(filepath.Dir(d.copy)) // the system sweeps its temporary files anyway
	default:
		a.tell("What you wrote is in %s\n", d.copy)
	}
	return err
}

// agreed asks a question; Enter alone is the answer otherwise.
func (a *app) agreed(question string, otherwise bool) bool {
	choice := " [y/N] "
	if otherwise {
		choice = " [Y/n] "
	}
	switch strings.ToLower(a.asked(question + choice)) {
	case "y", "yes":
		return true
	case "":
		return otherwise
	}
	return false
}

// asked reads a line, and nothing after it, which is the editor's.
func (a *app) asked(question string) string {
	fmt.Fprint(a.stderr, question)
	var line []byte
	for one := make([]byte, 1); ; {
		n, err := a.stdin.Read(one)
		if n == 0 && err != nil || n > 0 && one[0] == '\n' {
			return strings.TrimSpace(string(line))
		}
		line = append(line, one[:n]...)
	}
}
