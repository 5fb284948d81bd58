//go:build !linux && !darwin

package output

import "errors"

// exchange is not known here; replace takes two steps.
func exchange(a, b string) error { return errors.ErrUnsupported }
