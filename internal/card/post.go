package card

import (
	"math"
	"slices"
	"strings"

	"github.com/rivo/uniseg"
	"golang.org/x/text/unicode/norm"

	"rebut/internal/address"
	"rebut/internal/config"
	"rebut/internal/factcheck"
)

// Caption is a post to paste beside a picture, for the app of rebut.toml that
// takes the shortest posts; without its hashtags, which not every app links.
func (p *Press) Caption(e factcheck.Edition) string {
	app := config.App{}
	for _, a := range p.cfg.Apps {
		if a.Post > 0 && (app.Post == 0 || a.Post < app.Post) {
			app = a
		}
	}
	app.Hashtags = false
	return p.CaptionFor(e, &app)
}

// CaptionFor is a post to paste beside a picture in an app: the fact, the
// reason in as many whole sentences as a post holds, the page's address and
// the organisation's hashtags. What cannot be left out has its room first:
// fact, mark of a draft, address; then the hashtags.
func (p *Press) CaptionFor(e factcheck.Edition, app *config.App) string {
	out := p.msgs.In(e.Lang)
	c := post{app: app, address: p.cfg.URL(address.Page(e.Lang, e.Slug))}
	c.head = []string{sentence(e.Text.Fact.Plain(), e.Lang)}
	if mark := p.draftMark(e, out); mark != "" {
		c.head = append(c.head, mark)
	}
	c.tail = []string{out.Text("card.link", "Address", c.address)}
	if c.length("") > c.limit() {
		c.tail = []string{c.address}
	}
	if app.Hashtags {
		c.addTags(p.cfg.Organisation.Hashtags.In(e.Lang))
	}
	return c.with(sentencesWithin(e.Text.Why, c.limit(), c.length))
}

// post is a caption in the making.
type post struct {
	app        *config.App
	address    string   // that stands in it
	head, tail []string // paragraphs before and after the reason
}

// with is the whole post with the reason, or without one.
func (c *post) with(why string) string {
	return strings.Join(slices.DeleteFunc(slices.Concat(c.head, []string{why}, c.tail), func(s string) bool { return s == "" }), "\n\n")
}

// length is how long the app takes the post with this reason to be.
func (c *post) length(why string) int {
	text := c.with(why)
	if c.app.Link > 0 {
		text = strings.ReplaceAll(text, c.address, strings.Repeat("x", c.app.Link))
	}
	return postLength(text, c.app.Count)
}

func (c *post) limit() int {
	if c.app.Post == 0 {
		return math.MaxInt
	}
	return c.app.Post
}

// addTags ends the post with as many of the hashtags as there is room for.
func (c *post) addTags(tags []string) {
	line := ""
	before := c.tail
	for _, tag := range tags {
		longer := strings.TrimSpace(line + " #" + tag)
		if c.tail = append(before[:len(before):len(before)], longer); c.length("") > c.limit() {
			break
		}
		line = longer
	}
	c.tail = append(before[:len(before):len(before)], line)
}

// postLength is the length of a text as an app counts it.
func postLength(text string, count config.Count) int {
	switch count {
	case config.Graphemes:
		return uniseg.GraphemeClusterCount(text)
	case config.Weights:
		return weightedLength(text)
	}
	return factcheck.Length(text)
}

// weightedLength counts as X does (twitter-text, configuration 3): after
// normalisation to NFC, letters of most alphabets and common punctuation count
// 1, all else 2, and an emoji 2 however many code points it has.
func weightedLength(text string) int {
	n := 0
	for rest, state := norm.NFC.String(text), -1; rest != ""; {
		var cluster string
		cluster, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		n += weight(cluster)
	}
	return n
}

func weight(cluster string) int {
	const emojiPresentation, emojiPlanes = 0xfe0f, 0x1f000
	n := 0
	for _, r := range cluster {
		switch {
		case r == emojiPresentation, r >= emojiPlanes && r < 0x20000:
			return 2
		case r <= 4351, r >= 8192 && r <= 8205, r >= 8208 && r <= 8223, r >= 8242 && r <= 8247:
			n++
		default:
			n += 2
		}
	}
	return n
}
