package citation

import (
	"fmt"
	"net/url"
	"reflect"
	"strings"
	"testing"

	"rebut/internal/factcheck"
)

func address(t *testing.T, text string) *url.URL {
	t.Helper()
	u, err := url.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func TestWhatPagesSayOfThemselves(t *testing.T) {
	day := factcheck.Date{Year: 2025, Month: 6, Day: 20}
	for name, test := range map[string]struct {
		at, page string
		want     Citation
	}{
		"to be cited": {"https://journal.example/a", `<html lang="de"><title>Journal</title><meta name="citation_title" content="Wages &amp;amp; &lt;i&gt;work&lt;/i&gt;">
			<meta name="citation_author" content="Roe, Jane"><meta name="citation_author" content="J. Doe"><meta name="citation_publication_date" content="2025/6/20">
			<meta name="citation_journal_title" content="A Journal"><meta name="citation_publisher" content="A Press"><meta name="citation_language" content="fr-CA">`,
			Citation{Title: "Wages & work", Publisher: "A Journal", Date: day, Authors: []string{"Jane Roe", "J. Doe"}, Language: "fr"}},
		"news": {"https://news.example/story?utm_source=x", `<title>Story | News Example</title><meta property="og:title" content="You will not believe this">
			<script type="application/ld+json">[{"@type":"BreadcrumbList","name":"no"},{"@context":"https://schema.org","@type":"NewsArticle","headline":"Another story","url":"https://news.example/other"},
			{"@type":["NewsArticle"],"mainEntityOfPage":{"@id":"https://www.news.example/story/"},"headline":"The story &#8217;s title","datePublished":"2025-06-20T22:10:00-04:00","dateModified":"2025-09-09",
			"author":[{"@type":"Person","name":"Jane Roe"},{"name":"News Example"}],"publisher":{"@type":"Organization","name":"News Example"},"inLanguage":"en-CA","isAccessibleForFree":"False"}]</script>`,
			Citation{Title: "The story ’s title", Publisher: "News Example", Date: day, Authors: []string{"Jane Roe"}, Language: "en", Paid: true}},
		"a graph": {"https://blog.example/post/", `<script type='application/ld+json; charset=utf-8'>{"@graph":[{"@type":"WebPage","@id":"https://blog.example/post/","name":"Post - Blog","datePublished":"2024"},
			{"@type":"BlogPosting","headline":"Post","datePublished":"2025-06-20","author":{"@id":"#jane"},"publisher":{"@id":"#us"}},
			{"@type":"Person","@id":"#jane","name":"Jane Roe"},{"@type":"Organization","@id":"#us","name":"The Blog"}]}</script>`,
			Citation{Title: "Post", Publisher: "The Blog", Date: day, Authors: []string{"Jane Roe"}}},
		"a federal page": {"https://www150.statcan.gc.ca/n1/x", `<html lang="fr"><title>Un titre</title><meta name="dcterms.title" content="Le titre «&nbsp;officiel&nbsp;»"><meta name="dcterms.creator" content="Gouvernement du Canada, Statistique Canada">
			<meta property="dcterms:issued" title="W3CDTF" content="2025-06-20"><meta name="dcterms.modified" content="2025-11-01"><meta name="dcterms.language" title="ISO639-2" content="fra"><meta property="og:site_name" content="Canada.ca">`,
			Citation{Title: "Le titre «\u00a0officiel\u00a0»", Publisher: "Statistique Canada", Date: day, Language: "fr"}},
		"a federal page that was never filled in": {"https://travel.gc.ca/", `<title>Travel</title><meta name="dcterms.issued" content="Date published (YYYY-MM-DD) / Date de publication (AAAA-MM-JJ)">`, Citation{Title: "Travel"}},
		"to be shared": {"https://example.org/", `<html lang="en"><meta property="og:title" content="A report – The Institute"><meta property="og:site_name" content="The Institute"><meta property="article:published_time" content="2025-06-20T01:00:00Z">
			<meta property="article:author" content="https://social.example/jane"><meta property="og:locale" content="fr_CA"><meta name="author" content="The Institute">`,
			Citation{Title: "A report", Publisher: "The Institute", Date: day, Language: "en"}},
		"no more than a title": {"https://www.example.org/", "<title>\n A  page&#x202e;\u200b | example.org </title><time datetime='2025-01-01'>an event</time><p>Published 2025-06-20", Citation{Title: "A page"}},
		"a marked time":        {"https://example.org/", `<time class="dt-published">June 20, 2025</time><time itemprop="datePublished" datetime="2020-01-01">`, Citation{Date: day}},
		"a web page that is only that": {"https://example.org/", `<title>Own title</title><script type="application/ld+json">{"@type":"WebPage","name":"Template"}</script><script type="application/ld+json">{not json</script>`,
			Citation{Title: "Own title"}},
		"nothing": {"https://example.org/", `<title>***</title><meta name="citation_title" content="` + strings.Repeat("long ", 100) + `"><meta name="citation_date" content="06/07/2025"><meta name="dc.date" content="9999-01-01"><meta name="dc.language" content="klingon">`, Citation{}},
	} {
		got, err := Read([]byte(test.page), "text/html; charset=utf-8", address(t, test.at))
		if err != nil || !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s:\ngot  %+v\nwant %+v (%v)", name, got, test.want, err)
		}
	}
}

func TestCharsets(t *testing.T) {
	latin := "<meta charset=windows-1252><title>R\xe9fugi\xe9s \x97 \xe9t\xe9</title>"
	for _, kind := range []string{"text/html", "text/html; charset=ISO-8859-1"} {
		if got, err := Read([]byte(latin), kind, address(t, "https://example.org/")); err != nil || got.Title != "Réfugiés — été" {
			t.Errorf("%s: %q, %v", kind, got.Title, err)
		}
	}
	if got, _ := Read([]byte("<title>\xe9 und \xff</title>"), "text/html; charset=utf-8", address(t, "https://example.org/")); strings.ContainsRune(got.Title, '\uFFFD') {
		t.Errorf("%q", got.Title)
	}
}

func TestDates(t *testing.T) {
	for text, want := range map[string]string{
		"2025": "2025", "2025-06": "2025-06", "2025-06-20": "2025-06-20", "2025/6/2": "2025-06-02", "2025-06-20T23:59:59Z": "2025-06-20", "2025-06-20 10:00": "2025-06-20",
		"20250620": "2025-06-20", "June 20, 2025": "2025-06-20", "20 June 2025": "2025-06-20", "June 2025": "2025-06", "Fri, 20 Jun 2025 10:00:00 GMT": "2025-06-20",
		"06/20/2025": "", "2025-13-01": "", "2025-06-31": "", "2025-06/20": "", "0000-00-00": "", "9999": "", "today": "", "": "", "2025-06-20x": "",
	} {
		if got := date(text).String(); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

const packet = `<?xpacket begin="" id="x"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/" prism:publicationDate="2025-06-20">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title><dc:creator><rdf:Seq><rdf:li>Jane Roe</rdf:li><rdf:li>J. Doe</rdf:li></rdf:Seq></dc:creator>
<dc:publisher><rdf:Bag><rdf:li>The Office</rdf:li></rdf:Bag></dc:publisher><dc:language>en</dc:language></rdf:Description></rdf:RDF></x:xmpmeta>`

func TestPDFs(t *testing.T) {
	info := "%%PDF-1.4\n1 0 obj\n<</Title (old)>>\nendobj\n7 0 obj\n<< /Title %s /Author <feff004a0061006e006500200052006f00e9> /CreationDate (D:20240101) >>\nendobj\ntrailer << /Info 7 0 R >>"
	whole := Citation{Title: "A report", Publisher: "The Office", Authors: []string{"Jane Roe", "J. Doe"}, Date: factcheck.Date{Year: 2025, Month: 6, Day: 20}, Language: "en"}
	for name, test := range map[string]struct {
		body string
		want Citation
	}{
		"XMP":             {"%PDF-1.7\n" + fmt.Sprintf(packet, "A report"), whole},
		"information":     {fmt.Sprintf(info, `(A \(short\) report)`), Citation{Title: "A (short) report", Authors: []string{"Jane Roé"}}},
		"a file's name":   {fmt.Sprintf(info, "(Microsoft Word - final3.docx)"), Citation{Authors: []string{"Jane Roé"}}},
		"nested too deep": {fmt.Sprintf(info, strings.Repeat("[", 3000)), Citation{}},
		"no end":          {fmt.Sprintf(info, "(("), Citation{}},
		"nothing":         {"%PDF-1.7\n/Info 9 0 R", Citation{}},
	} {
		got, err := Read([]byte(test.body), "application/octet-stream", address(t, "https://example.org/a.pdf"))
		if err != nil || !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s:\ngot  %+v\nwant %+v (%v)", name, got, test.want, err)
		}
	}
}

func TestOtherKinds(t *testing.T) {
	for _, kind := range []string{"image/png", "application/json", "", "text/plain", "text/html, x", "audio/html"} {
		if _, err := Read([]byte("<title>x</title>"), kind, address(t, "https://example.org/")); err != ErrKind {
			t.Errorf("%q: %v", kind, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(`<html lang=en><script type="application/ld+json">{"@type":"Article","headline":["a",{"@id":"x"}],"author":{"@id":"x"}}</script><time pubdate>`))
	f.Add([]byte("%PDF-1.4\n/Info 7 0 R 7 0 obj << /Title <fe /Author ((( >> endobj" + packet))
	f.Add([]byte("%PDF-1.4 /Info 7 0 R\n7 0 obj\n<< /Title (a\\)b) /A [1 0 R /N <</B true>>] /Author <feff0041> % c\n /C null >>\nendobj"))
	f.Fuzz(func(t *testing.T, body []byte) {
		c, err := Read(body, "text/html", address(t, "https://example.org/"))
		if err != nil {
			return
		}
		for _, text := range append([]string{c.Title, c.Publisher, string(c.Language)}, c.Authors...) {
			if len([]rune(text)) > mostTitle || strings.ContainsAny(text, "\n\r\x00\u202e") {
				t.Errorf("%q", text)
			}
		}
	})
}
