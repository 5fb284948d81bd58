package studio

import (
	"strings"
	"testing"
)

func TestAPreviewIsHarmless(t *testing.T) {
	for in, want := range map[string]string{
		`<script>x</script><p>a</p>`: `<p>a</p>`, `<base href="https://evil.example/"><p>a</p>`: `<p>a</p>`, `<iframe src="/studio/"></iframe>a`: `a`,
		`<a href="#source-1">1</a>`:                                      `<a href="#source-1">1</a>`,
		`<a href="https://other.example/x" target="top" ping="/x">a</a>`: `<a href="https://other.example/x" target="_blank" rel="noopener noreferrer">a</a>`,
		`<a href="https://own.example/en/a/" target="_blank">a</a>`:      `<a href="#-">a</a>`,
		`<a href="/en/a/kit.zip" download="x">a</a>`:                     `<a href="#-">a</a>`, `<a href="">a</a>`: `<a href="#-">a</a>`,
		`<a href="javascript:alert(1)">a</a>`: `<a href="#-">a</a>`, `<a href="//evil.example">a</a>`: `<a href="#-">a</a>`,
		`<a href=" https://evil.example">a</a>`: `<a href="#-">a</a>`, `<a href="mailto:a@b.example">a</a>`: `<a href="#-">a</a>`,
		`<img src="/a.png" srcset="/b.png 2x" alt="">`: `<img src="seen" alt=""/>`, `<img src="/other.png">`: `<img src="/other.png"/>`,
		`<form action="/studio/logout" method="post"><button>a</button></form>`: `<form method="post"><button>a</button></form>`,
	} {
		got, err := harmless([]byte(`<html><head><meta http-equiv="refresh" content="0;url=x"><link rel="manifest" href="x"></head><body>`+in+`</body></html>`), "own.example",
			func(at string) string {
				if at == "/a.png" {
					return "seen"
				}
				return ""
			})
		_, body, _ := strings.Cut(string(got), "<body>")
		body = strings.TrimSuffix(body, "</body></html>")
		if err != nil || body != want || strings.Contains(string(got), "refresh") || strings.Contains(string(got), "manifest") {
			t.Errorf("%s becomes %s, want %s (%v)", in, body, want, err)
		}
	}
}
