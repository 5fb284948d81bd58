package typeset

import (
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func TestShippedFontsServeTheirScripts(t *testing.T) {
	lib := shipped(t)
	if got := lib.Families(); got[0] != "Libre Franklin" || len(got) < 18 {
		t.Errorf("families: %q", got)
	}
	for _, f := range lib.Faces() {
		if f.open().unreadable {
			t.Errorf("%s cannot be read", f.File)
		}
	}
	samples := map[string]string{
		"en":    "Ag 0–9 “x” ‘y’ — … • · % $ € £ ¢ § ° № ™ © × − ½ non‑breaking",
		"fr-CA": "Œuvre, l’été : « ça coûte 11 % » ; où ? À Noël ! Ÿ Æ ï ü",
		"es":    "¿Qué? ¡Sí! niñez, güero",
		"ht":    "Imigran yo pa lakòz kriz lojman an, dapre etid la",
		"tl":    "Hindi dahil sa mga migrante ang krisis ng pabahay, ñ Ñ",
		"tr":    "İstanbul ğüşıöç ĞŞİ",
		"vi":    "Người nhập cư không gây ra khủng hoảng nhà ở, ặ ậ ữ ỡ",
		"ar":    "الهجرة ليست سبب أزمة السكن، ١١٪ أو 11٪؟ «نعم»؛ لَا ﷺ ـ",
		"fa":    "مهاجران عامل بحران مسکن نیستند؛ ۱۱٪ گچپژ",
		"ur":    "تارکین وطن رہائشی بحران کی وجہ نہیں ہیں۔ ٹڈڑے",
		"yo":    "Gbogbo ènìyàn ni a bí ní òmìnira; ẹ̀tọ́ kọ̀ọ̀kan wọn sì dọ́gba, Ṣẹ́ Ọ̀ṣun",
		"el":    "Όλοι οι άνθρωποι γεννιούνται ελεύθεροι; «ναι» ᾧ ΐ",
		"uk":    "Всі люди народжуються вільними і рівними, ґ є ї № 5",
		"he":    "כל בני האדם נולדו בני חורין ושווים; שָׁלוֹם – ”כן“ ₪",
		"hi":    "सभी मनुष्यों को गौरव और अधिकारों के विषय में जन्मजात स्वतन्त्रता है। १२३",
		"gu":    "પ્રતિષ્ઠા અને અધિકારોની દૃષ્ટિએ સર્વ માનવો જન્મથી સ્વતંત્ર છે. ૧૨૩",
		"bn":    "সমস্ত মানুষ স্বাধীনভাবে সমান মর্যাদা নিয়ে জন্মগ্রহণ করে। ১২৩",
		"ta":    "மனிதப் பிறவியினர் சகலரும் சுதந்திரமாகவே பிறக்கின்றனர்; ஸ்ரீ",
		"te":    "ప్రతిపత్తిస్వత్వముల విషయమున మానవులెల్లరును జన్మతః స్వతంత్రులును",
		"ml":    "മനുഷ്യരെല്ലാവരും തുല്യാവകാശങ്ങളോടും അന്തസ്സോടും ജനിച്ചവരാണ്",
		"si":    "සියලු මනුෂ්\u200dයයෝ නිදහස්ව උපත ලබා ඇත. ශ්\u200dරී",
		"th":    "มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกัน ๑๒๓ น้ำ",
		"lo":    "ມະນຸດທຸກຄົນເກີດມາມີກຽດສັກສີ ນ້ຳ",
		"km":    "មនុស្សទាំងអស់កើតមកមានសេរីភាពនិងសមភាព។ ១២៣",
		"am":    "የሰው ልጅ ሁሉ ሲወለድ ነጻና በክብርና በመብትም እኩልነት ያለው ነው።",
		"ti":    "ብመንፅር ክብርን መሰልን ኩሎም ሰባት እንትውለዱ ነፃን ማዕሪን እዮም።",
		"iu":    "ᐃᓅᔪᓕᒫᑦ ᐊᓂᖅᑎᕆᔪᓕᒫᑦ ᐃᓅᓚᐅᕐᒪᑕ ᐃᓱᒪᕐᓱᕐᖢᑎᒃ",
		"pa":    "ਪਰਵਾਸੀ ਰਿਹਾਇਸ਼ੀ ਸੰਕਟ ਦਾ ਕਾਰਨ ਨਹੀਂ ਹਨ। ੧੧% ੴ ਖ਼ ਗ਼ ਜ਼ ਫ਼ ਲ਼ “ਹਾਂ”",
	}
	for lang, text := range samples {
		for _, weight := range []int{400, 600, 800} {
			if l := set(t, text, lang, Style{Weight: weight}, 30, 600); len(l.Missing) > 0 {
				t.Errorf("%s, weight %d: no glyph for %+v", lang, weight, l.Missing)
			}
		}
	}
}

func TestWeightIsTheNearest(t *testing.T) {
	lib := shipped(t)
	for asked, want := range map[int]int{0: 400, 100: 400, 450: 400, 500: 600, 600: 600, 700: 800, 900: 800} {
		l := lib.Set(Plain("A", "en", Style{Weight: asked}), 10, 100)
		if got := l.Lines[0].Runs[0].Face.Weight; got != want {
			t.Errorf("weight %d is set in %d, want %d", asked, got, want)
		}
	}
}

func TestLoadReportsMistakesAtTheirLines(t *testing.T) {
	latin, err := os.ReadFile("../../fonts/libre-franklin/LibreFranklin-Regular.ttf")
	if err != nil {
		t.Fatal(err)
	}
	manifest := `[[family]]
name = "A"
scripts = ["Latn", "Latin"]
scale = 9.0
colour = "red"
[[family.face]]
weight = 400
file = "a.ttf"
[[family.face]]
weight = 40000
file = "a.ttf"
[[family.face]]
weight = 600
file = "none.ttf"
[[family.face]]
weight = 800
file = "broken.ttf"
[[family.face]]
weight = 900
file = "../../etc/passwd"
[[family]]
name = "a"
[[fallback]]
script = "Arab"
families = ["Nobody"]
`
	fsys := fstest.MapFS{
		"fonts/fonts.toml": {Data: []byte(manifest)},
		"fonts/a.ttf":      {Data: latin},
		"fonts/broken.ttf": {Data: []byte("this is no font")},
	}
	lib, problems, err := Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range problems {
		got = append(got, strings.Split(p.String(), "\n")[0])
	}
	want := []string{
		`fonts/fonts.toml:3:20: error: "Latin" is no script code`,
		`fonts/fonts.toml:4:9: error: 9 is out of range`,
		`fonts/fonts.toml:5:1: error: unknown key "colour"`,
		`fonts/fonts.toml:10:10: error: 40000 is no font weight`,
		`fonts/fonts.toml:14:9: error: there is no font file fonts/none.ttf`,
		`fonts/fonts.toml:17:9: error: fonts/broken.ttf is not a font that can be read`,
		`fonts/fonts.toml:20:9: error: no usable file name`,
		`fonts/fonts.toml:22:9: error: the font family "a" is listed twice`,
		`fonts/fonts.toml:25:14: error: no family "Nobody" was loaded`,
	}
	if !slices.EqualFunc(got, want, samePlace) {
		t.Errorf("problems:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if lib == nil || len(lib.Faces()) != 1 {
		t.Error("the one good face should have been loaded")
	}
}

// samePlace compares all but the column, which is the TOML reader's affair.
func samePlace(got, want string) bool {
	cut := func(s string) string {
		parts := strings.SplitN(s, ":", 4)
		return strings.Join([]string{parts[0], parts[1], parts[3]}, ":")
	}
	return cut(got) == cut(want)
}

func TestLoadWithoutFonts(t *testing.T) {
	for name, fsys := range map[string]fs.FS{
		"no manifest":    fstest.MapFS{},
		"empty manifest": fstest.MapFS{"fonts/fonts.toml": {Data: nil}},
		"no TOML":        fstest.MapFS{"fonts/fonts.toml": {Data: []byte("[[[")}},
	} {
		lib, problems, err := Load(fsys)
		if err != nil || lib != nil || len(problems) == 0 {
			t.Errorf("%s: library %v, problems %v, error %v; want only problems", name, lib, problems, err)
		}
	}
}

func TestFallbackByScriptAndLanguage(t *testing.T) {
	face := func(f *family) *family { f.faces = []*Face{{Family: f.name, Weight: 400}}; return f }
	latin := face(&family{name: "Latin", scripts: mustScripts(t, "Latn")})
	naskh := face(&family{name: "Naskh", scripts: mustScripts(t, "Arab")})
	nastaliq := face(&family{name: "Nastaliq", scripts: mustScripts(t, "Arab")})
	arab := naskh.scripts[0]
	lib := &Library{families: []*family{latin, naskh, nastaliq}, fallbacks: []fallback{
		{script: arab, families: []*family{naskh}},
		{script: arab, lang: "ur", families: []*family{nastaliq}},
	}}
	names := func(faces []*Face) string {
		var out []string
		for _, f := range faces {
			out = append(out, f.Family)
		}
		return strings.Join(out, " ")
	}
	for lang, want := range map[string]string{
		"ar":    "Naskh Nastaliq Latin",
		"ur":    "Nastaliq Naskh Latin",
		"ur-PK": "Nastaliq Naskh Latin",
		"urd":   "Naskh Nastaliq Latin",
	} {
		if got := names(lib.candidates(Style{Family: "latin"}, arab, lang)); got != want {
			t.Errorf("%s: %s, want %s", lang, got, want)
		}
	}
}
