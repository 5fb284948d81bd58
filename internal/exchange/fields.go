package exchange

import (
	"reflect"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"

	"rebut/internal/factcheck"
)

// The values of a fact-check that a table can have. Those of a text may have a
// language after a dot ("fact.fr"); without, they are in the row's language.
// Charts, corrections and withdrawals have no columns: JSON has them.
func textFields() []string {
	return []string{"claim", "also_heard", "fact", "why", "technique", "verdict", "body", "alt", "number.label", "number.figure",
		"receipt.translation", "receipt.official", "sandwich.again", "sandwich.action", "translates", "reviewed", "translator"}
}

func checkFields() []string {
	return []string{"slug", "original", "language", "status", "revision", "published", "modified", "rating", "topics", "aliases", "designs",
		"number.value", "number.unit", "number.decimals", "number.source", "receipt.source", "receipt.passage", "receipt.language", "sources", "appearances"}
}

// appearanceFields are those of the first appearance, for tables that have a
// column for each.
func appearanceFields() []string {
	return []string{"appearance.claimant", "appearance.role", "appearance.quote", "appearance.place", "appearance.date", "appearance.url", "appearance.archived"}
}

// Fields are all fields that a column can be, in the order in which people
// choose them.
func Fields() []string {
	return slices.Concat(checkFields()[:1], textFields(), checkFields()[1:], appearanceFields())
}

// KnownField reports whether a column can be of a field, with a language or
// without. lang is set to ask about one field without.
func KnownField(field, lang string) bool {
	if lang != "" {
		return slices.Contains(textFields(), field)
	}
	if slices.Contains(Fields(), field) {
		return true
	}
	key, tag := languageOf(field)
	return tag != "" && slices.Contains(textFields(), key)
}

// languageOf is a field of a text without its language, and that.
func languageOf(field string) (key string, lang factcheck.Lang) {
	for _, key := range textFields() {
		if tag, ok := strings.CutPrefix(field, key+"."); ok && lang.UnmarshalText([]byte(tag)) == nil && lang != "" {
			return key, lang
		}
	}
	return field, ""
}

// several reports whether a field may have several columns: "Source 1", "Source
// 2".
func several(field string) bool {
	key, _ := languageOf(field)
	return slices.Contains([]string{"sources", "topics", "also_heard"}, key)
}

// headers are the names that people give columns, in English and French,
// without accents, capitals and marks.
func headers() map[string]string {
	return map[string]string{
		"claim": "claim,claims,claim reviewed,claimreviewed,myth,statement,rumour,rumor,what people say,what they say,affirmation,allegation,mythe,rumeur,declaration,enonce,ce qui se dit",
		"fact":  "fact,facts,the fact,truth,short answer,fait,faits,le fait,verite,reponse courte",
		"why":   "why,reason,explanation,summary,pourquoi,raison,explication,resume", "technique": "technique,how it misleads,fallacy,procede,comment ca trompe",
		"verdict": "verdict,why this rating,rating explanation,justification,pourquoi cette cote", "body": "body,text,article,full text,rebuttal,details,texte,texte complet,corps,refutation",
		"also_heard": "also heard,other wordings,variants,autres formulations,variantes,aussi entendu", "alt": "alt,alt text,texte de remplacement,description de l image",
		"rating": "rating,verdict label,label,conclusion,textual rating,cote,evaluation,note,jugement", "topics": "topic,topics,tag,tags,category,categories,theme,themes,subject,sujet,sujets,categorie,etiquette,etiquettes,mots cles,keywords",
		"sources": "source,sources,source url,source urls,evidence,references,reference,link,links,lien,liens,preuve,preuves", "slug": "slug,id,name,address,identifiant,nom,adresse",
		"language": "language,lang,langue", "original": "original,original language,langue d origine", "translator": "translator,traducteur,traductrice,traduction par",
		"appearance.claimant": "claimant,who,who said it,speaker,author,said by,auteur,autrice,qui,qui l a dit,locuteur", "appearance.role": "role,who they are,fonction,titre",
		"appearance.quote": "quote,quotation,exact words,citation,mots exacts", "appearance.place": "place,where,medium,occasion,outlet,ou,lieu,media",
		"appearance.date": "date,claim date,date said,when,quand,date de la declaration", "appearance.url": "url,claim url,claim link,appearance,where it appeared,lien de la declaration,adresse web",
		"appearance.archived": "archived,archive,archive link,archive url,lien d archive", "appearances": "appearances,declarations",
		"status": "status,etat,statut", "revision": "revision", "published": "published,date published,publication,publie le", "modified": "modified,updated,modifie le",
		"number.value": "number,figure,chiffre,nombre",
	}
}

// guessed is what a column's name most likely means; "" where nothing is
// likely. known are the languages that the site publishes in.
func guessed(name string, known []factcheck.Lang) string {
	own := strings.ToLower(strings.TrimSpace(name))
	if KnownField(own, "") {
		return canonical(own)
	}
	words := strings.Fields(plainLetters(strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return ' '
	}, own)))
	var lang factcheck.Lang
	if n := len(words); n > 1 {
		if lang = languageNamed(words[n-1], known); lang != "" {
			words = words[:n-1]
		}
	}
	if n := len(words); n > 1 && strings.Trim(words[n-1], "0123456789") == "" {
		words = words[:n-1]
	}
	key := fieldNamed(strings.Join(words, " "))
	if lang == "" {
		return key
	}
	if KnownField(key, string(lang)) {
		return key + "." + string(lang)
	}
	return ""
}

// canonical is a field with its language as languages are written.
func canonical(field string) string {
	if key, lang := languageOf(field); lang != "" {
		return key + "." + string(lang)
	}
	return field
}

// fieldNamed is the field that a name stands for.
func fieldNamed(name string) string {
	names := headers()
	for _, field := range Fields() {
		plain := strings.NewReplacer(".", " ", "_", " ").Replace(field)
		if name == plain || slices.Contains(strings.Split(names[field], ","), name) {
			return field
		}
	}
	return ""
}

// languageNamed is the language that the last word of a column's name stands
// for: its tag, or its name in English or French.
func languageNamed(word string, known []factcheck.Lang) factcheck.Lang {
	names := map[string]factcheck.Lang{
		"english": "en", "anglais": "en", "french": "fr", "francais": "fr", "spanish": "es", "espagnol": "es", "arabic": "ar", "arabe": "ar", "punjabi": "pa", "pendjabi": "pa",
		"tagalog": "tl", "hindi": "hi", "urdu": "ur", "ourdou": "ur", "persian": "fa", "farsi": "fa", "persan": "fa", "vietnamese": "vi", "vietnamien": "vi",
		"ukrainian": "uk", "ukrainien": "uk", "bengali": "bn", "gujarati": "gu", "tamil": "ta", "tamoul": "ta", "chinese": "zh-Hans", "chinois": "zh-Hans",
	}
	if lang, ok := names[word]; ok {
		return lang
	}
	for _, lang := range append([]factcheck.Lang{"en", "fr"}, known...) {
		if strings.EqualFold(string(lang), word) {
			return lang
		}
	}
	return ""
}

// plainLetters is a text in small letters without accents.
func plainLetters(s string) string {
	out, _, err := transform.String(transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC), strings.ToLower(s))
	if err != nil {
		return strings.ToLower(s)
	}
	return out
}

// leaf is the field of a struct that a path of keys leads to.
func leaf(in reflect.Value, path string) (reflect.Value, bool) {
	key, rest, deep := strings.Cut(path, ".")
	for i := range in.NumField() {
		if in.Type().Field(i).Tag.Get("toml") != key {
			continue
		}
		if v := in.Field(i); !deep {
			return v, true
		} else if v.Kind() == reflect.Struct {
			return leaf(v, rest)
		}
	}
	return reflect.Value{}, false
}
