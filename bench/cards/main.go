// Command cards compares how fast Rebut and other programs draw the same cards.
// bench/cards/run builds and calls it:
//
//	cards FOLDER ROUNDS      compares; FOLDER has rebut, peers/ and this program
//	cards draw SCENE RUNS    draws a scene with Rebut and prints a line as the peers do
//
// Both kinds of program get a scene with final sizes and lines, set every text
// anew for each picture, and write a PNG. Memory is the largest that the
// process had, with its runtime (Go's or Node's) and the fonts.
package main

import (
	"fmt"
	"os"
	"strconv"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "cards:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) == 3 && args[0] == "draw" {
		runs, err := strconv.Atoi(args[2])
		if err != nil {
			return err
		}
		return draw(args[1], runs)
	}
	if len(args) != 2 {
		return fmt.Errorf("usage: cards FOLDER ROUNDS, or cards draw SCENE RUNS")
	}
	rounds, err := strconv.Atoi(args[1])
	if err != nil {
		return err
	}
	return compare(args[0], rounds)
}
