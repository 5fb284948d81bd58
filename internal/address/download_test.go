package address

import "testing"

func TestWhatReadersSaveApart(t *testing.T) {
	for path, want := range map[string]string{
		Picture("en", "a", "statement", "square", "dark", 2, "png"):     "en a statement-square-dark-2.png",
		Revised(Picture("en", "a", "statement", "a4", "", 0, "pdf"), 3): "en a statement-a4-r3.pdf",
		Kit("zh-Hans", "a"): "zh-Hans a kit.zip",
		Thumbnail(Picture("en", "a", "x", "chat", "", 0, "jpg"), 320, "jpg"): "",
		QR("en", "a"):                  "",
		KitList("en", "a"):             "",
		Icon(180):                      "",
		Page("en", "a"):                "",
		"/en/a/b/statement-square.png": "",
		"en/a/statement-square.png":    "",
		"//a/statement-square.png":     "",
		Picture("fr", "housing", "chart", "story", "", 0, "png") + "/x-y.png": "",
	} {
		got := ""
		if lang, slug, name, ok := Download(path); ok {
			got = string(lang) + " " + string(slug) + " " + name
		}
		if got != want {
			t.Errorf("%s is %q, want %q", path, got, want)
		}
	}
}
