package main

import "github.com/spf13/cobra"

func (a *app) version() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Say which version of Rebut this is",
		Args:  noArguments,
		RunE: func(*cobra.Command, []string) error {
			a.printf("rebut %s\n", version())
			return nil
		},
	}
}
