/*
 * The codes of the thesaurus TOOI that a programme and its letters can need, with
 * their labels: value lists of the DiWoo XML Schema 0.9.8.
 */
#include <stddef.h>
#include <string.h>

#include "edition/describe.h"

#define KERN "https://identifier.overheid.nl/tooi/def/thes/kern/"

static const struct {
	const char *uri, *label;
} labels[] = {
	/* categories of information: Woo, art. 3.3 */
	{KERN "c_139c6280", "wetten en algemeen verbindende voorschriften"},
	{KERN "c_aab6bfc7", "overige besluiten van algemene strekking"},
	{KERN "c_759721e2",
	 "ontwerpen van wet- en regelgeving met adviesaanvraag"},
	{KERN "c_40a05794", "organisatie en werkwijze"},
	{KERN "c_89ee6784", "bereikbaarheidsgegevens"},
	{KERN "c_8c840238", "bij vertegenwoordigende organen ingekomen stukken"},
	{KERN "c_c76862ab", "vergaderstukken Staten-Generaal"},
	{KERN "c_db4862c3", "vergaderstukken decentrale overheden"},
	{KERN "c_3a248e3a", "agenda’s en besluitenlijsten bestuurscolleges"},
	{KERN "c_99a836c7", "adviezen"},
	{KERN "c_8fc2335c", "convenanten"},
	{KERN "c_c6cd1213", "jaarplannen en jaarverslagen"},
	{KERN "c_cf268088", "subsidieverplichtingen anders dan met beschikking"},
	{KERN "c_3baef532", "Woo-verzoeken en -besluiten"},
	{KERN "c_fdaee95e", "onderzoeksrapporten"},
	{KERN "c_46a81018", "beschikkingen"},
	{KERN "c_a870c43d", "klachtoordelen"},
	{KERN "c_816e508d", "inspanningsverplichting art 3.1 Woo"},
	/* kinds of document */
	{KERN "c_49599e6c", "Kamerbrief"},
	{KERN "c_056a75e1", "Kamerstuk"},
	{KERN "c_2977c34f", "beslisnota"},
	{KERN "c_5b1055aa", "plan"},
	{KERN "c_6bbc9177", "publicatie"},
	{KERN "c_3300f29a", "rapport"},
	{KERN "c_a1dae55d", "termijnagenda"},
	{KERN "c_d506b718", "advies"},
};

const char *
describe_label(const char *uri)
{
	const char *slash = strrchr(uri, '/');

	for (size_t i = 0; i < sizeof(labels) / sizeof(*labels); i++)
		if (strcmp(labels[i].uri, uri) == 0)
			return labels[i].label;
	return slash != NULL && slash[1] != '\0' ? slash + 1 : uri;
}
