package ledger

import "time"

// Mark tells one state of a file from others by what its file system says of
// it. The zero value tells nothing.
type Mark struct {
	_             struct{} `cbor:",toarray"`
	Device, Inode uint64
	Size          int64 // bytes
	Modified      int64 // when its content changed, as programs may set it; ns since 1970
	Changed       int64 // when anything of it changed, by the file system's clock; ns since 1970
}

// margin is how much older than a reading the last change of a file must be for
// its mark to be kept: more than the steps of any clock of a file system.
const margin = 3 * time.Second

// Lasting is the mark if it cannot be that of another content too, and else the
// zero value. now is the mark of a file of the same file system that was
// changed before this one was read. A file that changes after that gets a later
// time, unless it is in the same step of the clock; so a mark that is nearly as
// late as now does not last, nor one on another file system, whose clock is
// another, nor one whose time is in whole seconds, for there the steps are long.
func (m Mark) Lasting(now Mark) Mark {
	if m.Device != now.Device || m.Changed > now.Changed-int64(margin) || m.Changed%int64(time.Second) == 0 {
		return Mark{}
	}
	return m
}

// Same reports that a file whose mark was kept in a ledger, which was written
// at moment, holds what it held. A clock that has gone back may give the same
// time twice: then no mark says anything.
func (m Mark) Same(kept Mark, moment int64, now Mark) bool {
	return m == kept && m != Mark{} && moment != 0 && now.Changed >= moment
}
