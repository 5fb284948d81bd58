//go:build !linux

package ledger

// MarkOf is the mark of a file in an opened folder: none on this system.
func MarkOf(uintptr, string) Mark { return Mark{} }

// Moment is the mark of a file that was changed just now: none on this system.
func Moment(uintptr, string) Mark { return Mark{} }
