package fontfile

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"testing"

	ot "github.com/go-text/typesetting/font/opentype"

	"rebut/internal/problem"
)

func franklin(t testing.TB) []byte {
	t.Helper()
	data, err := os.ReadFile("../../fonts/libre-franklin/LibreFranklin-SemiBold.ttf")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestRead(t *testing.T) {
	fonts, err := Read(franklin(t))
	if err != nil || len(fonts) != 1 || fonts[0] != (Font{Family: "Libre Franklin", Weight: 600}) {
		t.Fatalf("%v %v", fonts, err)
	}
	if s := fonts[0].String(); s != "Libre Franklin 600" {
		t.Errorf("it is called %q", s)
	}
}

func TestReadRefuses(t *testing.T) {
	data := franklin(t)
	restricted := append([]byte(nil), data...)
	for i := range binary.BigEndian.Uint16(data[4:]) {
		record := data[12+16*int(i):]
		if ot.Tag(binary.BigEndian.Uint32(record)) == ot.MustNewTag("OS/2") {
			binary.BigEndian.PutUint16(restricted[binary.BigEndian.Uint32(record[8:])+8:], 2)
		}
	}
	// The same font with a table of another name: "GDEF" becomes "COLR".
	painted := append([]byte(nil), data...)
	if i := bytes.Index(painted[:400], []byte("GDEF")); i > 0 {
		copy(painted[i:], "COLR")
	} else {
		t.Fatal("the font has no GDEF table")
	}
	for name, bad := range map[string][]byte{
		"nothing": nil, "words": []byte("this is no font"), "half": data[:len(data)/2], "header": data[:12], "restricted": restricted, "painted": painted,
	} {
		fonts, err := Read(bad)
		var mistake *problem.Mistake
		if !errors.As(err, &mistake) || mistake.Hint == "" || fonts != nil {
			t.Errorf("%s: %v %v", name, fonts, err)
		}
	}
	for name, want := range map[string]bool{"a.TTF": true, "b.otf": true, "c.ttc": true, "d.woff2": false, "OFL.txt": false} {
		if Named(name) != want {
			t.Errorf("Named(%s) is not %v", name, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(franklin(f)[:2000])
	f.Add([]byte("ttcf\x00\x01\x00\x00\x00\x00\x00\x01\x00\x00\x00\x0c"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if fonts, err := Read(data); (err == nil) == (len(fonts) == 0) {
			t.Errorf("%v %v", fonts, err)
		}
	})
}
