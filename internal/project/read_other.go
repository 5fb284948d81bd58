//go:build !linux

package project

import (
	"errors"
	"os"
)

// readBeneath is for systems that can look up a name beneath a folder in one
// call.
func readBeneath(*os.File, string, string) ([]byte, error) { return nil, errors.ErrUnsupported }
