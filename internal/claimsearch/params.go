package claimsearch

import (
	"encoding/base64"
	"fmt"
	"hash/fnv"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"rebut/internal/factcheck"
)

// Sizes of a page of results. Google's default is the same; what is over the
// most is answered with the most.
const (
	defaultSize = 10
	mostSize    = 100
)

// system are the parameters that all of Google's APIs have, without the "$."
// or "$" that may stand before them. Keys and tokens are accepted and not looked at.
var system = [...]string{"xgafv", "access_token", "alt", "fields", "key", "oauth_token", "prettyPrint", "quotaUser", "userIp", "uploadType", "upload_protocol", "apiVersion"}

// params are the parameters of a request.
type params struct {
	Query    string
	ImageURI string
	Lang     factcheck.Lang // "": any
	Site     string         // host; "": any
	MaxAge   int            // days; 0: any
	Size     int            // results of a page
	Start    int            // results before the page

	Fields mask
	Pretty bool

	same string // a hash of what must be the same for the next page
}

// read reads a request's parameters, of which own are those of the method
// besides the common ones.
func read(values url.Values, own ...string) (params, error) {
	p := params{Size: defaultSize, Pretty: true}
	given, err := named(values, append(own, "languageCode", "pageSize", "pageToken", "offset"))
	if err != nil {
		return p, err
	}
	p.Query, p.ImageURI = strings.TrimSpace(given["query"]), strings.TrimSpace(given["imageUri"])
	p.Site = hostOf(given["reviewPublisherSiteFilter"])
	if code := given["languageCode"]; code != "" && p.Lang.UnmarshalText([]byte(code)) != nil {
		return p, invalid("languageCode is not a language tag of BCP 47. Use one like en, fr or sr-Latn.")
	}
	for _, n := range []struct {
		name string
		to   *int
	}{{"maxAgeDays", &p.MaxAge}, {"pageSize", &p.Size}, {"offset", &p.Start}} {
		if err := number(given[n.name], n.name, n.to); err != nil {
			return p, err
		}
	}
	if p.Size == 0 {
		p.Size = defaultSize
	}
	p.Size = min(p.Size, mostSize)
	p.same = hashOf(p.Query, p.ImageURI, string(p.Lang), p.Site, strconv.Itoa(p.MaxAge))
	if token := given["pageToken"]; token != "" {
		if p.Start, err = p.startOf(token); err != nil {
			return p, err
		}
	}
	return p, p.system(given)
}

// system reads the parameters that all methods of Google's have.
func (p *params) system(given map[string]string) error {
	if alt := given["alt"]; alt != "" && alt != "json" {
		return invalid("alt=%s is not answered here: answers are JSON. Leave alt out or use alt=json.", printable(alt))
	}
	if pretty := given["prettyPrint"]; pretty != "" {
		var err error
		if p.Pretty, err = strconv.ParseBool(pretty); err != nil {
			return invalid("prettyPrint is true or false.")
		}
	}
	var err error
	p.Fields, err = readMask(given["fields"])
	return err
}

// named are the values by their names in Google's JSON form; the names of its
// protocol buffers ("page_size") are read too. Of one that is given twice the
// last counts. The method takes own.
func named(values url.Values, own []string) (map[string]string, error) {
	given := map[string]string{}
	for name, list := range values {
		plain := strings.TrimPrefix(strings.TrimPrefix(name, "$"), ".")
		if !slices.Contains(system[:], plain) {
			if plain = camel(name); !slices.Contains(own, plain) {
				return nil, invalid("There is no parameter %s here. Those of this method are %s.", printable(name), strings.Join(own, ", "))
			}
		}
		given[plain] = list[len(list)-1]
	}
	return given, nil
}

// camel is a name of protocol buffers as JSON has it.
func camel(name string) string {
	parts := strings.Split(name, "_")
	for i, part := range parts[1:] {
		if part != "" {
			parts[i+1] = strings.ToUpper(part[:1]) + part[1:]
		}
	}
	return strings.Join(parts, "")
}

// number reads a whole number of at most 31 bits that is not below 0.
func number(text, name string, to *int) error {
	if text == "" {
		return nil
	}
	n, err := strconv.ParseInt(text, 10, 32)
	if err != nil || n < 0 {
		return invalid("%s must be a whole number that is not below 0.", name)
	}
	*to = int(n)
	return nil
}

// token is the pageToken of the page that begins after start results.
func (p *params) token(start int) string {
	return base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, "%d.%s", start, p.same))
}

func (p *params) startOf(token string) (int, error) {
	text, err := base64.RawURLEncoding.DecodeString(token)
	start, same, found := strings.Cut(string(text), ".")
	n, bad := strconv.ParseInt(start, 10, 32)
	if err != nil || !found || bad != nil || n < 0 {
		return 0, invalid("This pageToken is none of ours. Use the nextPageToken of the answer before.")
	}
	if same != p.same {
		return 0, invalid("This pageToken belongs to another search. All other parameters must be as in the request before.")
	}
	return int(n), nil
}

func hashOf(texts ...string) string {
	h := fnv.New64a()
	for _, text := range texts {
		fmt.Fprintf(h, "%q ", text)
	}
	return strconv.FormatUint(h.Sum64(), 36)
}

// hostOf is a site as people name it, as Google writes it: "https://www.Example.org/" is "example.org".
func hostOf(site string) string {
	site = strings.ToLower(strings.TrimSpace(site))
	if site == "" {
		return ""
	}
	if !strings.Contains(site, "://") {
		site = "https://" + site
	}
	u, err := url.Parse(site)
	if err != nil || u.Hostname() == "" {
		return site // no site's
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}

// printable is what was asked, short and without characters that change how it is shown.
func printable(text string) string {
	const most = 60
	return strconv.QuoteToGraphic(text[:min(len(text), most)])
}
