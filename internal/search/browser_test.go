package search_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"rebut/internal/search"
)

// runner answers the queries of a file in Node as the browser would.
const runner = `
import { readFileSync } from "node:fs";
const [module, index, queries] = process.argv.slice(2);
const { open } = await import(module);
const file = readFileSync(index);
const x = open(file.buffer.slice(file.byteOffset, file.byteOffset + file.length));
const answers = JSON.parse(readFileSync(queries)).map((q) => {
  const a = x.match(q, { limit: 5 });
  return { confident: a.confident, hits: a.hits.map((h) => ({ id: h.id, lang: h.lang, score: h.score, probability: h.probability, matched: h.matched })) };
});
console.log(JSON.stringify(answers));
`

type browserHit struct {
	ID          string   `json:"id"`
	Lang        string   `json:"lang"`
	Score       float64  `json:"score"`
	Probability float64  `json:"probability"`
	Matched     []string `json:"matched"`
}

type browserAnswer struct {
	Confident bool         `json:"confident"`
	Hits      []browserHit `json:"hits"`
}

// TestBrowserAnswersAlike: the same hits, scores, probabilities and words from
// Go and from the page's script, for every query of testdata and awkward ones.
func TestBrowserAnswersAlike(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("node is not installed: the browser's search was not compared")
	}
	index, _ := demonstration(t)
	queries := append(awkward(), lines(t, "unrelated.txt")...)
	for _, line := range lines(t, "heard.tsv") {
		queries = append(queries, strings.Split(line, "\t")[3])
	}
	got := inNode(t, node, index, queries)
	for i, q := range queries {
		a := index.Match(q, search.Options{})
		want := browserAnswer{Confident: a.Confident, Hits: []browserHit{}}
		for _, h := range a.Hits {
			want.Hits = append(want.Hits, browserHit{h.ID, h.Lang, h.Score, h.Probability, append([]string{}, h.Matched...)})
		}
		if w, g := encode(t, want), encode(t, got[i]); w != g {
			t.Errorf("%q\n   Go: %s\n Node: %s", q, w, g)
		}
	}
}

func encode(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func inNode(t *testing.T, node string, index *search.Index, queries []string) []browserAnswer {
	t.Helper()
	dir := t.TempDir()
	var file bytes.Buffer
	if _, err := index.WriteTo(&file); err != nil {
		t.Fatal(err)
	}
	script, err := os.ReadFile("../../templates/site/static/search.js")
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"search.mjs": script, "run.mjs": []byte(runner), "index": file.Bytes(), "queries": []byte(encode(t, queries))} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command(node, "run.mjs", "./search.mjs", "index", "queries")
	cmd.Dir = dir
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, stderr.String())
	}
	var answers []browserAnswer
	if err := json.Unmarshal(out, &answers); err != nil || len(answers) != len(queries) {
		t.Fatal(err, len(answers))
	}
	return answers
}

// awkward are queries that Go and JavaScript could read differently.
func awkward() []string {
	return []string{
		"", " ", "!?", "a", "1", "1,000,000 10.5 100k 5G 19th covid19 2,36", "İstanbul ISTANBUL ıstanbul ẞ ß ﬁ Ǆ ΣΊΣΥΦΟΣ ς",
		"#HousingCrisis #housingcrisis @AndrewScheer #USBorder #canada_first", "l’asile d'asile l‘asile qu'on", "é e\u0301 É E\u0301 ö",
		"٣٫٥ ١٢٣ ۱۲۳ १२३ ੧੨੩ １２３", "الْمُهَاجِرُونَ وَالسَّكَن ـــ والمهاجرين", "ਪਰਵਾਸੀਆਂ ਨਾਲ ਅਪਰਾਧ", "ภาษาไทย移民ひらがなカタカナ", "移", "한국어 이민자",
		"see https://example.com/a?b=c and www.example.org/x or pic.twitter.com/abc rebut.example/en/", "HTTPS://EXAMPLE.COM/X housing",
		"Refugees get more — Jane Doe (@janedoe) May 3, 2024", "on 2024-05-03 and May 3, 2024, refugees", "– A (@b)", "zero\u200bwidth soft\u00adhyphen no\u00a0break",
		"🇨🇦 housing 🏠 crisis 👩‍👩‍👧", "𝒽ousing 𝐜risis 𠀀𠀁", "housing housing housing housing migrants", strings.Repeat("housing crisis migrants ", 500),
		strings.Repeat("x", 200) + " " + strings.Repeat("ж", 60) + " " + strings.Repeat("移", 60), "undocumentedpeople housingmarket thehousingcrisis",
		"постачальник мігранти житло", "Người nhập cư khủng hoảng nhà ở", "dayuhan krisis pabahay", "குடியேறிகள் வீட்டு", "ઘર ભાડું", "مہاجرین رہائش", "مهاجران مسکن",
		"Андрю Шир и Пуальевр", "قال بواليفر إن الحدود مفتوحة", "ਪੋਲੀਐਵਰ ਨੇ ਕਿਹਾ", "डैनियल स्मिथ", "Poylievra trmp Trumb Dunald", "\ufffd\x00 tab\tnew\nline\r", "percent per cent", "--- #", "O'Brien's don't", "Mc Donald’s ʼn",
	}
}
