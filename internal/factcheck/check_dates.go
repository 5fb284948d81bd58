package factcheck

// The earliest years that dates may have: a slip of the pen, or not possible.
const (
	firstPrint  = 1450 // sources: since there are printed ones
	firstModern = 1900 // appearances
	firstWeb    = 1990 // pages opened, and all that Rebut itself dates
)

// dates checks the fact-check's own dates against each other and today.
func (k *checker) dates() {
	f := k.f
	k.ownDate("published", "date of publication", f.Published)
	k.ownDate("modified", "modified", f.Modified)
	if f.Modified.clearlyBefore(f.Published) {
		k.errorf(key("modified"), "impossible-date", "modified is the day of the last published change",
			"modified %s is before the publication %s", f.Modified, f.Published)
	}
	k.unmodified()
	for i, c := range f.Corrections {
		where := key("corrections[%d].date", i)
		k.past(where, "date of the correction", c.Date, firstWeb)
		k.after(where, "correction", c.Date)
		if c.Date.clearlyAfter(f.Modified) && !f.Modified.IsZero() {
			k.errorf(key("modified"), "impossible-date", "write modified = "+c.Date.String(),
				"modified is %s, but there is a correction of %s", f.Modified, c.Date)
		}
	}
	if w := f.Withdrawn; w != nil {
		k.past(key("withdrawn.date"), "date of withdrawal", w.Date, firstWeb)
		k.after(key("withdrawn.date"), "withdrawal", w.Date)
	}
}

// unmodified warns about a change after publication that no date tells of. One
// on the very day of the publication has no other.
func (k *checker) unmodified() {
	f := k.f
	unsaid := len(f.Corrections) == 0 && !k.refused("corrections")
	unmoved := (f.Modified.IsZero() || f.Modified == f.Published) && !k.refused("modified")
	sinceThen := !f.Published.IsZero() && (k.scheme.Today.IsZero() || f.Published.Compare(k.scheme.Today) < 0)
	if f.Status != Published || f.Revision < 2 || !unsaid || !unmoved || !sinceThen {
		return
	}
	k.warnf(key("revision"), "unmodified", "raise modified, or add a [[corrections]] entry when something was wrong",
		"revision is %d, but no date is later than the publication, so that feeds do not show the change", f.Revision)
}

// ownDate checks a date of the record itself; only what is public must have
// happened.
func (k *checker) ownDate(path, name string, d Date) {
	if d.IsZero() {
		return
	}
	k.needDay(key("%s", path), name, d)
	if k.f.Public() {
		k.past(key("%s", path), name, d, firstWeb)
	}
}

// after checks that something happened to a published fact-check.
func (k *checker) after(where at, name string, d Date) {
	if d.clearlyBefore(k.f.Published) {
		k.errorf(where, "impossible-date", "check both dates", "the %s of %s is before the publication %s", name, d, k.f.Published)
	}
}

// needDay checks that a date is there, to the day.
func (k *checker) needDay(where at, name string, d Date) {
	hint := "write the day: " + k.exampleDay().String()
	switch {
	case d.IsZero():
		k.missing(where, hint, name)
	case d.Day == 0:
		k.errorf(where, "imprecise-date", hint, "%s is %s; it must name a day", name, d)
	}
}

// exampleDay is a day for hints to show, one that can be copied and passes.
func (k *checker) exampleDay() Date {
	if k.scheme.Today.IsZero() {
		return Date{2025, 6, 20}
	}
	return k.scheme.Today
}

// past checks that a date can have been: not before the year first, not after
// today. An unknown date can.
func (k *checker) past(where at, name string, d Date, first int) {
	switch today := k.scheme.Today; {
	case d.IsZero():
	case d.Year < first:
		k.errorf(where, "impossible-date", "check the year", "%s is %s, before %d", name, d, first)
	case !today.IsZero() && d.Compare(today) > 0:
		k.errorf(where, "impossible-date", "check the year", "%s is %s, which is in the future (today is %s)", name, d, today)
	}
}

// clearlyBefore reports whether d was over when e began; false where either is
// unknown or the less precise one contains the other.
func (d Date) clearlyBefore(e Date) bool {
	if d.IsZero() || e.IsZero() {
		return false
	}
	if d.Month == 0 || e.Month == 0 {
		return d.Year < e.Year
	}
	if d.Day == 0 || e.Day == 0 {
		d.Day, e.Day = 0, 0
	}
	return d.Compare(e) < 0
}

func (d Date) clearlyAfter(e Date) bool { return e.clearlyBefore(d) }
