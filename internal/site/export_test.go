package site

// Told is what a file that tells of several fact-checks says that it is made
// of, nil for one that is not of the tree.
func (t *FS) Told(name string) *File { return t.file(name) }
