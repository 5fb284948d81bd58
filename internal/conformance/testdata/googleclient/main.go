// Googleclient asks a site as a partner's program does that was written for
// Google's Fact Check Tools API: with Google's own client, of which only the
// address is changed. It prints what the client understood as JSON, a line for
// each answer.
//
// It is a module of its own because the client brings gRPC, OpenTelemetry and
// some twenty other modules, which Rebut neither uses nor is built from.
//
//	googleclient ADDRESS search QUERY LANGUAGE PAGESIZE
//	googleclient ADDRESS site HOST LANGUAGE PAGESIZE
//	googleclient ADDRESS image URI
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"strconv"

	factchecktools "google.golang.org/api/factchecktools/v1alpha1"
	"google.golang.org/api/googleapi"
	"google.golang.org/api/option"
)

func main() {
	if err := run(context.Background(), os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	if len(args) < 3 {
		return errors.New("googleclient ADDRESS search|site|image …")
	}
	service, err := factchecktools.NewService(ctx, option.WithEndpoint(args[0]), option.WithHTTPClient(http.DefaultClient))
	if err != nil {
		return err
	}
	if args[1] == "image" {
		answer, err := service.Claims.ImageSearch().ImageUri(args[2]).Context(ctx).Do()
		return show(answer, err)
	}
	size, err := strconv.ParseInt(args[4], 10, 64)
	if err != nil {
		return err
	}
	call := service.Claims.Search().LanguageCode(args[3]).PageSize(size)
	if args[1] == "search" {
		call.Query(args[2])
	} else {
		call.ReviewPublisherSiteFilter(args[2])
	}
	first := true
	err = call.Pages(ctx, func(page *factchecktools.GoogleFactcheckingFactchecktoolsV1alpha1FactCheckedClaimSearchResponse) error {
		first = false
		return show(page, nil)
	})
	if err != nil && first {
		return show(nil, err)
	}
	return err
}

// show prints an answer, or what Google's client makes of a refusal.
func show(answer any, err error) error {
	var refused *googleapi.Error
	if errors.As(err, &refused) {
		answer, err = map[string]any{"code": refused.Code, "message": refused.Message}, nil
	}
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(answer)
}
