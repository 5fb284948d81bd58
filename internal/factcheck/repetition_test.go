package factcheck

import "testing"

// Facts of the shipped content that come nearest to their claims, and
// headlines of the kind that the Debunking Handbook warns of.
func TestRepetition(t *testing.T) {
	for _, c := range []struct {
		lang        Lang
		claim, fact string
		want        echo
	}{
		{"en", "Immigrants bring crime.", "Canadian studies link more immigration to the same or lower crime rates", ownWords},
		{"en", "Migrants are the cause of the housing crisis.", "New immigration tied to about 11% of the rise in housing costs, federal study finds", ownWords},
		{"en", "Migrant workers are taking young Canadians' jobs and driving wages down.", "Weak hiring hurts young workers, and tied permits hold migrant workers' pay down", ownWords},
		{"en", "People who walk across the border to claim asylum are illegal and jump the queue.", "Asylum claims are decided in their own system and take no one's place in line", ownWords},
		{"en", "Fentanyl and migrants are pouring into the United States from Canada.", "About 0.2% of fentanyl seized at U.S. borders in 2024 was at the Canadian border", ownWords},
		{"fr", "Les sans-papiers sont entrés en cachette; leur donner un statut serait une récompense jamais vue.", "La plupart des sans-papiers sont entrés légalement, et le Canada a déjà régularisé", ownWords},
		{"fr", "Les réfugiés reçoivent plus d’argent du gouvernement que nos aînés.", "L’aide aux réfugiés suit l’aide sociale, en deçà des pensions publiques des aînés", ownWords},
		{"ar", "المهاجرون هم سبب أزمة السكن.", "دراسة فدرالية: نحو 11% من ارتفاع تكاليف السكن مرتبط بالهجرة الجديدة", ownWords},

		{"en", "Migrants are the cause of the housing crisis.", "Migrants do not cause the housing crisis", repeats},
		{"en", "Migrants are the cause of the housing crisis.", "No, the housing crisis was not caused by migrants", repeats},
		{"en", "Migrants are the cause of the housing crisis.", "MYTH: “Migrants are the cause of the housing crisis”", repeats},
		{"en", "Immigrants bring crime.", "Immigrants don’t bring crime", repeats},
		{"en", "Refugees are criminals.", "Refugees are not criminals", repeats},
		{"en", "Refugees are criminals.", "It is false that refugees are criminals, a long study of five provinces finds", repeats},
		{"en", "Migrants are the cause of the housing crisis.", "Migrants are not behind the housing crisis", denies},
		{"en", "Immigrants bring crime.", "Immigrants do not commit more crime", denies},
		{"fr", "Les migrants sont la cause de la crise du logement.", "Les migrants ne causent pas la crise du logement", repeats},
		{"fr", "Les immigrants amènent la criminalité.", "Non, l’immigration n’amène pas de criminalité", repeats},
		{"es", "Los migrantes causan la crisis de vivienda.", "Los migrantes no causan la crisis de vivienda", repeats},
		{"ar", "المهاجرون هم سبب أزمة السكن.", "المهاجرون ليسوا هم سبب أزمة السكن", repeats},
		{"zh", "移民造成住房危机", "移民没有造成住房危机", repeats},
		{"zh", "移民造成住房危机", "联邦研究：房价上涨约百分之十一与新移民有关", ownWords},
		{"en", "", "Anything", ownWords},
		{"en", "The the the", "", ownWords},
	} {
		if got := repetition(c.claim, c.fact, c.lang); got != c.want {
			t.Errorf("%q → %q: got %v, want %v", c.claim, c.fact, got, c.want)
		}
	}
}

func TestSlugRepeatsClaim(t *testing.T) {
	for _, c := range []struct {
		slug  Slug
		claim string
		want  bool
	}{
		{"migrants-cause-housing-crisis", "Migrants are the cause of the housing crisis.", true},
		{"immigrants-bring-crime", "Immigrants bring crime.", true},
		{"immigrant-brings-crimes", "Immigrants bring crime.", true},
		{"immigration-and-crime", "Immigrants bring crime.", false},
		{"housing-costs-causes", "Migrants are the cause of the housing crisis.", false},
		{"international-students-rents", "International students are the reason rents are so high.", false},
		{"fentanyl-canada-us-border", "Fentanyl and migrants are pouring into the United States from Canada.", false},
		{"entry-rules-open-borders", "Canada has open borders: anyone can come in.", false},
	} {
		if got := c.slug.repeats(c.claim, "en"); got != c.want {
			t.Errorf("%s: %v", c.slug, got)
		}
	}
}

func TestSuggestSlug(t *testing.T) {
	today := Date{2026, 11, 23}
	for _, c := range []struct {
		lang  Lang
		claim string
		want  Slug
	}{
		{"en", "Migrants are the cause of the housing crisis.", "migrants-housing-crisis"},
		{"en", "Immigrants bring crime.", "immigrants-crime"},
		{"en", "International students are the reason rents are so high.", "international-students-rents"},
		{"en", "Refugees get more money from the government than seniors do.", "refugees-money-government-seniors"},
		{"en", "Asylum seekers sneak in", "asylum-seekers"},
		{"en", "Asylum seekers are illegal", "asylum-seekers"},
		{"en", "Refugees are all just a burden on hospitals.", "refugees"},
		{"en", "Migrants aren't workers", "migrants"},
		{"en", "The housing crisis is caused by immigrants.", "housing-crisis-immigrants"},
		{"fr", "Les demandeurs d’asile sont illégaux.", "demandeurs-asile"},
		{"fr", "L’immigration est la cause de la crise du logement.", "immigration-crise-logement"},
		{"es", "Los refugiados son delincuentes.", "refugiados"},
		{"fr", "Les immigrants amènent la criminalité.", "immigrants-criminalite"},
		{"fr", "Les réfugiés reçoivent plus d’argent du gouvernement que nos aînés.", "refugies-argent-gouvernement-aines"},
		{"ar", "المهاجرون هم سبب أزمة السكن.", "untitled-2026-11-23"},
		{"en", "", "untitled-2026-11-23"},
		{"en", "../../etc/passwd <script>", "etc-passwd"},
	} {
		got := SuggestSlug(c.claim, c.lang, today)
		if got != c.want || !ValidID(string(got)) {
			t.Errorf("%q: got %s, want %s", c.claim, got, c.want)
		}
		if got.repeats(c.claim, c.lang) {
			t.Errorf("%s repeats %q", got, c.claim)
		}
	}
	if got := SuggestSlug("", "en", Date{}); got != "untitled" {
		t.Errorf("without a day: %s", got)
	}
}
