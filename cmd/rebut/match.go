package main

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"rebut/internal/address"
	"rebut/internal/answer"
	"rebut/internal/factcheck"
	"rebut/internal/project"
)

// matching are the flags of match.
type matching struct {
	lang    string
	baseURL string
	limit   int
	asJSON  bool
	eval    bool
	out     string
}

func (a *app) match() *cobra.Command {
	var m matching
	cmd := &cobra.Command{
		Use:   "match SENTENCE | match --eval CLAIMS QUERIES -o FILE",
		Short: "Find the fact-check that answers what somebody heard",
		Long: `Match takes a sentence, a post or a forwarded message and finds the fact-check that
answers it, in whatever language it was heard, or says that there is none. It shows which
words of the message the fact-check has, and how sure it is.

With --eval it measures matching on claims and posts of your own: CLAIMS has
{"id","claim","title","body"} lines, with "lang" where they differ in it, QUERIES
{"id","text"} lines; FILE gets, for each query, 20 lines of query, claim, rank and score.
No project is read.

Exit code: 1 when no fact-check answers, or the project has errors; else 0.`,
		Example: `  rebut match "they get more money than our pensioners"
  rebut match --lang fr --json "les réfugiés touchent plus que nos aînés"
  rebut match --eval claims.jsonl queries.jsonl -o pred.tsv`,
		Args: m.arguments,
		RunE: func(cmd *cobra.Command, args []string) error {
			if m.eval {
				return a.evaluate(args[0], args[1], m.out)
			}
			return a.matchSentence(cmd, strings.Join(args, " "), m)
		},
	}
	cmd.Flags().StringVar(&m.lang, "lang", "", "answer in this `LANGUAGE` where there is the text (default: the site's first)")
	cmd.Flags().IntVar(&m.limit, "limit", 5, "show at most `N` fact-checks")
	cmd.Flags().BoolVar(&m.asJSON, "json", false, "print what is found as JSON, for other programs")
	cmd.Flags().StringVar(&m.baseURL, "base-url", "", "the site's `ADDRESS`, instead of the one in rebut.toml")
	cmd.Flags().BoolVar(&m.eval, "eval", false, "match the queries of a file with the claims of another")
	cmd.Flags().StringVarP(&m.out, "output", "o", "", "the `FILE` that --eval writes")
	return cmd
}

func (m *matching) arguments(cmd *cobra.Command, args []string) error {
	switch {
	case m.eval && (len(args) != 2 || m.out == ""):
		return usage(cmd, "--eval takes a file of claims, a file of queries and -o, for example: rebut match --eval claims.jsonl queries.jsonl -o pred.tsv")
	case !m.eval && m.out != "":
		return usage(cmd, "-o goes with --eval")
	case strings.TrimSpace(strings.Join(args, "")) == "":
		return usage(cmd, `say what was heard, for example: rebut match "they get more money than our pensioners"`)
	case m.limit < 1:
		return usage(cmd, "--limit is a number from 1")
	}
	return nil
}

func (a *app) matchSentence(cmd *cobra.Command, sentence string, m matching) error {
	if err := project.CheckBaseURL(m.baseURL); err != nil {
		return usage(cmd, "--base-url: %s", err)
	}
	opts := a.options()
	opts.SkipPreflight, opts.BaseURL = true, m.baseURL
	f, p, err := a.load(cmd, opts)
	if err != nil {
		return err
	}
	a.tellDemonstration(f)
	if p.Site == nil {
		return firstOf(p.Problems.WriteText(a.stderr), errProblems)
	}
	lang, err := matchLanguage(cmd, p, m.lang)
	if err != nil {
		return err
	}
	keep := a.indexKeeper(f, "", false, func(error) {}) // the next call indexes again
	r, err := answer.New(p.Config, p.Press, shown(p), nil, keep).Find(sentence, lang, m.limit)
	if err != nil {
		return err
	}
	if m.asJSON {
		err = a.printJSON(r)
	} else {
		a.printReply(r)
		if at := p.Config.TellURL(lang); at != "" && !r.Answered {
			a.printf("\nTell the team what you heard, to have it checked:\n%s?%s\n", at, url.Values{address.HeardQuery: {r.Query}}.Encode())
		}
	}
	if err == nil && !r.Answered {
		err = errProblems
	}
	return err
}

// shown are the fact-checks that have a page.
func shown(p *project.Project) []*factcheck.FactCheck {
	var list []*factcheck.FactCheck
	for _, f := range p.FactChecks {
		if e := p.Config.Editions(f); len(e) > 0 && p.Site.Has(address.File(address.Page(e[0].Lang, f.Slug))) {
			list = append(list, f)
		}
	}
	return list
}

func matchLanguage(cmd *cobra.Command, p *project.Project, typed string) (factcheck.Lang, error) {
	var lang factcheck.Lang
	if typed == "" {
		return p.Config.DefaultLanguage(), nil
	}
	if err := lang.UnmarshalText([]byte(typed)); err != nil {
		return "", usage(cmd, "--lang: %s", err)
	}
	return lang, nil
}

// printReply is what people read.
func (a *app) printReply(r answer.Reply) {
	hits := r.Hits
	neighbours := near(hits)
	switch {
	case r.Answered:
		h := hits[0]
		a.printf("%s\n%s\n%s\n", draftMark(h), h.Why, h.Link)
		if h.Picture != "" {
			a.printf("%s\n", h.Picture)
		}
		a.printf("%s\n", because(h))
		neighbours = near(hits[1:])
	case len(neighbours) > 0:
		a.printf("We have not checked this. What is nearest, and perhaps about something else:\n")
	default:
		a.printf("We have not checked this.\n")
	}
	for _, h := range neighbours {
		a.printf("\n  %s\n  %s\n  %s\n", h.Fact, h.Link, because(h))
	}
}

// near are the hits that are worth a look.
func near(hits []answer.Hit) []answer.Hit {
	const least = 0.05 // probability
	return slices.DeleteFunc(slices.Clone(hits), func(h answer.Hit) bool { return h.Probability < least })
}

func draftMark(h answer.Hit) string {
	if h.Draft {
		return h.Fact + " (draft translation)"
	}
	return h.Fact
}

// because explains a hit.
func because(h answer.Hit) string {
	return fmt.Sprintf("%s: %.0f%% sure; words in common: %s", h.Slug, 100*h.Probability, visible(strings.Join(h.Matched, ", ")))
}
