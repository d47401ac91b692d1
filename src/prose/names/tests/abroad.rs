//! What was first met in articles from elsewhere: forms of address, acronyms with a hyphen, firms that no list knows.

use super::check;

#[test]
fn acronyms_with_a_hyphen_are_one_name_or_two() {
    check(&[
        "The [SPLM-IO|O] said no. The [CPN-UML|O] won, and the [PML-Q|O] lost.",
        "The [KDP|O]-[PUK|O] talks failed. The board met.",
        "The [National Task Force for Ambore|O] ([NTF-AMB|O]) came. The [NTF-AMB|O] left.",
        "The [KDP|O] left the [KDP|O]-[PUK|O] board. The [PUK|O] is weak.",
    ]);
}

#[test]
fn how_people_are_addressed_at_home_is_no_part_of_their_names() {
    check(&[
        "“I went home,” says Mang [Tisoy|P]. Kak [Rebwar|P] was dismissed. Mamosta [Nergiz|P] says so.",
        "He met [Rebwar Haji Dosti|P] and the trader Sheikh [al-Amin Idris Tambura|P], who has moved.",
        "It struck out the candidacy of [Jan Vurić|P]. [Tomás Washington Quiroga|P], a delegate, came.",
    ]);
}

#[test]
fn firms_and_bodies_of_which_no_list_knows() {
    check(&[
        "The mine was licensed to [Axton|O] of [Canada|S] and was handed to [Midas Ressources|O].",
        "The [Hallberg Group|O] of [India|S] pays. The bill went to [Ambortransgaz|O], which passed it on.",
        "The money went to [Banca Comercială Frunzelor|O], a small lender. He warned of [Frunzelor|O] in May.",
        "[Banca Națională a Moldovei|O], as it signs itself, told us so. They stopped when the [Asayish|O] arrested them. The Drina flooded the town.",
        "[Congress|O] dismissed two members. Fighters of [Russia|S]’s [Wagner Group|O] have seized the pits.",
        "In the power station at Zelenka, whose chimneys one can see, it is warm.",
        "From the bridge of the Ondra Vela one can see the cranes. Mr [Liang|P] is learning Sinhala.",
    ]);
}

#[test]
fn firms_at_an_exchange_and_bodies_by_what_they_are_told_to_be() {
    check(&[
        "The rest belongs to [Hengtai New Materials|O] (SZSE: 301877), a maker of cathodes.",
        "[Morvita|O] (ASX: MRV) sweetened its offer. Shares of [Morvita|O] fell.",
        "He was a coordinator of [Students Against Discrimination|O]. Crews stood against them.",
        "[Corvelco|O], the state’s copper commission, expects output to shrink.",
        "The bishops of the [National Episcopal Conference of Ambore|O] ([CENAM|O]) came. [CENAM|O] wants talks.",
        "“No,” said [Tsang Wing-ho|P], who owns ships. [Tsang|P] has left. So says [Tasnim Jahan Lopa|P], who was there.",
    ]);
}

#[test]
fn family_names_that_are_words_too() {
    check(&[
        "[Park Hye-min|P], president of the mill, spoke. [Moon Tae-ri|P] laughed. [Noh Da-won|P] said no. [Noh|P] left.",
        "[Ulan Temir uulu|P] needed nine days, said [Temir uulu|P]. On the last Friday of May I counted four.",
    ]);
}

#[test]
fn bodies_by_words_of_other_languages_and_of_several_parts() {
    check(&[
        "The books of the [Orvian Cooperation and Coordination Agency|O] are open.",
        "She sits in the [National Assembly|O] for the [Farmers Power Party|O]. The [Legislative Yuan|O] met.",
        "According to [TV Kroma|O], the plant is shut. The founder of the [Selka Policy Lab|O] left.",
        "It is the [Cuerpo Especializado en Vigilancia Costera|O]. The line of credit of INR 2,300 crore was the first.",
        "The [People’s Republic of China|S] grows, and the [People's Republic of China|S] pays.",
    ]);
}

#[test]
fn bodies_by_what_they_have_and_what_is_done_by_them() {
    check(&[
        "[Kovatech|O], whose drones are sold abroad, denied it. The ship was chartered by [Veloxa|O] in May.",
        "They are built by a joint venture of [Wistrail|O]. In parliament [Renovación Cívica|O] voted.",
        "Two firms, [Naviera Calbuta|O] and [Camaronera El Drago|O], were registered.",
        "The [Analysis and Review Unit|O] met. The [Financial and Fiscal Analysis Unit|O] opened a file. He told the [Lima Post|O] so.",
        "She advises the [Boreal Foundation for European and Foreign Policy|O]. It was sold by [Lockheed Martin|O].",
        "The [Servicio de Apoyo a Familias Rurales|O] is late. He has left [AmboreFirst|O]; [RusGidro|O] pays. [Ana MacAllan|P] laughed.",
        "He offered the [All Ruri United Democratic Front|O] ([ARUDF|O]) none. The [Counter Terrorism Group|O] blamed it. [KLFA (Independent)|O] said so.",
        "The [Fiscalía contra el Crimen Rural|O] came. The [Ministerio Público|O] ([MP|O]) came, and the [MP|O] seized it.",
        "Brokers at [Dnister Dalko|O] estimate. Underwriters at [Lodex|O] have trimmed. The Member for Kanda Ridge spoke.",
        "Under the Falekau Union, which entered into force in May, they pay. The Great Bay Interconnector is late.",
    ]);
}

#[test]
fn bodies_with_french_names_in_an_english_text() {
    check(&[
        "A launch of the [Garde nationale|O] came. The [Conseil régional de transition|O] met; the [Syndicat des dockers|O] did not.",
        "He works with the [Forum ivoirien pour les droits économiques et sociaux|O]. The [Board|O] general counsel left.",
    ]);
}

#[test]
fn persons_and_places_by_the_words_around_them() {
    check(&[
        "[Rosa Atieno|P], whom the whole street calls [Mama Tollo|P], sat down.",
        "At a post south of Wasrek Jedid they were counted. At Ras Ambor it rained.",
        "[Karim Ben Arous|P], a lawyer, came. [Ben Arous|P] has filed a complaint.",
        "[Despina Karka|P], a deputy from Rhodes, keeps a count.",
    ]);
}
