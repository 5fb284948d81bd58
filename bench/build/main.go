// Command build measures what rebut build costs on test projects of different
// sizes, after edits, and beside Hugo. bench/build/run starts it:
//
//	build sizes REBUT FOLDER none,link 1000,10000    cold builds and edits
//	build hugo REBUT HUGO FOLDER 1000,10000 3        pages and feeds beside Hugo, 3 rounds
//	build site PROJECT OUTPUT FOLDER                 write a project as a site of Hugo's
package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	switch {
	case len(args) == 5 && args[0] == "sizes":
		numbers, err := sizes(args[4])
		if err != nil {
			return err
		}
		return measureSizes(args[1], args[2], strings.Split(args[3], ","), numbers)
	case len(args) == 6 && args[0] == "hugo":
		numbers, err := sizes(args[4])
		if err != nil {
			return err
		}
		rounds, err := strconv.Atoi(args[5])
		if err != nil {
			return err
		}
		return compareHugo(args[1], args[2], args[3], numbers, rounds)
	case len(args) == 4 && args[0] == "site":
		return writeHugoSite(args[1], args[2], args[3])
	}
	return fmt.Errorf("usage: see the comment of bench/build/main.go")
}

func sizes(list string) (out []int, err error) {
	for word := range strings.SplitSeq(list, ",") {
		n, err := strconv.Atoi(word)
		if err != nil {
			return nil, err
		}
		out = append(out, n)
	}
	return out, nil
}
