package tomlfile

import "testing"

func TestReplaceChangesOnlyTheValue(t *testing.T) {
	for _, c := range []struct{ text, path, value, want string }{
		{"a = \"x\" # c\n", "a", "l'e \"q\"", "a = \"l'e \\\"q\\\"\" # c\n"},
		{"a = 'x'# c\n", "a", "l'e", "a = \"l'e\"# c\n"},
		{"a = 'x'\n", "a", `b"\c`, "a = 'b\"\\c'\n"},
		{"a = \"\"\"\nx\n\"\"\"\n", "a", "one\n\ntwo\n", "a = \"\"\"\none\n\ntwo\n\"\"\"\n"},
		{"\ufeffa = '''\r\nx'''\r\n", "a", "one\ntwo", "\ufeffa = '''\r\none\r\ntwo'''\r\n"},
		{"[n]\nvalue = 12.5 # c\n", "n.value", "11", "[n]\nvalue = 11 # c\n"},
		{"n = { value = -12_000, unit = \"x\" }\n", "n.value", "1.5", "n = { value = 1.5, unit = \"x\" }\n"},
		{"d = 2026-01-02 # c\n", "d", "2027-03-04", "d = 2027-03-04 # c\n"},
	} {
		d := parse(t, c.text)
		out, err := d.Replace([]Value{{c.path, c.value}})
		if err != nil || string(out) != c.want {
			t.Errorf("%q: %v\n got %q\nwant %q", c.text, err, out, c.want)
			continue
		}
		if _, problems := Parse("x.toml", out); len(problems) > 0 {
			t.Errorf("%q is no TOML: %v", out, problems)
		}
	}
}

func TestReplaceRefusesWhatIsNoValue(t *testing.T) {
	d := parse(t, "a = '''x'''\nn = 1\nl = [1]\nt = { k = 1 }\n[s]\nk = 2\n")
	for _, v := range []Value{{"a", "l'e"}, {"n", "1 # x"}, {"n", ""}, {"n", "\"x\""}, {"l", "1"}, {"t", "1"}, {"s", "1"}, {"none", "1"}} {
		if out, err := d.Replace([]Value{v}); err == nil {
			t.Errorf("%v was written: %q", v, out)
		}
	}
	if out, err := d.Replace([]Value{{"n", "2"}, {"n", "3"}}); err == nil {
		t.Errorf("one value was written twice: %q", out)
	}
}
