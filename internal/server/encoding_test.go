package server

import (
	"net/http"
	"testing"
)

// The rules of RFC 9110 § 12.5.3, and its own examples.
func TestContentNegotiation(t *testing.T) {
	for accept, want := range map[string]wish{
		"":                                   {identity, true}, // an empty value: nothing but identity
		"gzip":                               {gzipped, true},
		"x-gzip":                             {gzipped, true},
		"GZIP":                               {gzipped, true},
		"br":                                 {brotlied, true},
		"gzip, deflate, br, zstd":            {brotlied, true}, // what browsers send
		"gzip, deflate":                      {gzipped, true},
		"deflate, zstd":                      {identity, true},
		"compress, gzip":                     {gzipped, true},
		"*":                                  {brotlied, true},
		"compress;q=0.5, gzip;q=1.0":         {gzipped, true},
		"gzip;q=1.0, identity; q=0.5, *;q=0": {gzipped, true},
		"br;q=0.5, gzip;q=0.8":               {gzipped, true},
		"br;q=0.8, gzip;q=0.8":               {brotlied, true},
		"br ; q=0.2 , gzip\t;\tq=0.1":        {brotlied, true},
		"identity, gzip;q=0.5":               {identity, true},
		"identity;q=0.5, gzip;q=0.5":         {gzipped, true},
		"identity;q=0":                       {identity, false},
		"*;q=0":                              {identity, false},
		"deflate, *;q=0":                     {identity, false},
		"identity;q=0, gzip":                 {gzipped, false},
		"identity;q=0, br;q=0.001":           {brotlied, false},
		"*;q=0, gzip;q=0.1":                  {gzipped, false},
		"*;q=0, identity":                    {identity, true},
		"br;q=0, *":                          {gzipped, true},
		"br;q=0, gzip;q=0":                   {identity, true},
		"gzip;q=2, br;q=x, ;q=1, , ;;":       {identity, true}, // breaks the rules: passed over
		"gzip;q=NaN":                         {identity, true},
		"gzip;level=9":                       {identity, true},
		"gzip;Q=1":                           {gzipped, true},
	} {
		if got := wishOf(http.Header{"Accept-Encoding": {accept}}); got != want {
			t.Errorf("%q: %+v, want %+v", accept, got, want)
		}
	}
	if got := wishOf(http.Header{}); got != (wish{identity, true}) {
		t.Errorf("without the header: %+v", got)
	}
	if got := wishOf(http.Header{"Accept-Encoding": {"deflate", "gzip"}}); got != (wish{gzipped, true}) {
		t.Errorf("two lines: %+v", got)
	}
}
