package pdf_test

import (
	"strconv"
	"strings"
	"testing"

	"rebut/internal/pdf"
	"rebut/internal/specimen"
)

func itoa(n int) string { return strconv.Itoa(n) }

func TestPostersAreFoundCopiedAndReadInEveryLanguage(t *testing.T) {
	need(t, "qpdf", "pdftotext", "pdffonts")
	for _, u := range specimen.Texts() {
		t.Run(u.Lang, func(t *testing.T) {
			s := poster(t, u)
			data := encode(t, s, pdf.A4(), meta(u.Lang, u.Asylum))
			file := onDisk(t, u.Lang+".pdf", data)
			if out := run(t, "qpdf", "--check", file); !strings.Contains(out, "No syntax or stream encoding errors") {
				t.Errorf("qpdf: %s", out)
			}
			if got, want := plain(run(t, "pdftotext", "-enc", "UTF-8", file, "-")), lines(s); got != want {
				t.Errorf("pdftotext reads\n%s\nwant\n%s", got, want)
			}
			if len(data) > 200<<10 {
				t.Errorf("%d bytes", len(data))
			}
			t.Logf("%d bytes", len(data))
		})
	}
}
