//! What is cautioned against and what is not: a table of invented sentences, the texts of the checklists, the samples.
//!
//! Run with `--nocapture` for the figures.

use std::collections::BTreeMap;

use appraise::checklists::built_in;
use appraise::demo::{DOCUMENTS, Drawn, drawn};
use appraise::domain::caution::{self, Allowed, Caution, Class, Field, Level, texts};
use appraise::domain::kind::Kind;
use proptest::prelude::*;
use serde_json::Value;

use Class::{Allegation, Contact, Count, Incident, Label, Person, Prevalence, SafeHouse};

/// Sentences that have to be found, with one class that each must have. Every one is invented.
const POSITIVE: &[(Class, &str)] = &[
    // A person.
    (Person, "The case story is about a 14-year-old girl in block C."),
    (Person, "A 15 year old from the transit site is described."),
    (Person, "The text speaks of a girl aged 14 and her mother."),
    (Person, "Page 4: the girl, 14, lives near the well."),
    (Person, "It tells of a boy (12) at the bridge."),
    (Person, "A woman from Rivertown is quoted."),
    (Person, "The survivor from the second site can be recognised."),
    (Person, "A mother of three from Lakeside is described in full."),
    (Person, "The story of M., 23, should go."),
    (Person, "It mentions a girl named Zuna by name."),
    (Person, "They quote Mrs Zunari on the second page."),
    (Person, "The woman from block 4 is easy to find."),
    (Person, "Le récit parle d’une fille de 14 ans du site."),
    (Person, "Une fillette âgée de 12 ans est décrite."),
    (Person, "Une femme de Rivebourg est citée."),
    (Person, "Elle a 16 ans et vit près du puits."),
    (Person, "Une fille prénommée Zuna est citée."),
    (Person, "Mme Zunari est citée en page 2."),
    (Person, "El texto habla de una niña de 14 años del sitio."),
    (Person, "Una mujer de Villarrío aparece en la página 3."),
    (Person, "Ella tiene 16 años y vive cerca del pozo."),
    (Person, "Una joven llamada Zuna se cita en el texto."),
    (Person, "La Sra. Zunari aparece en el anexo."),
    (Person, "يتحدث النص عن فتاة عمرها 14 سنة من الموقع."),
    (Person, "طفلة تبلغ من العمر ١٢ عاماً موصوفة في الصفحة ٣."),
    (Person, "الفتاة، 14، مذكورة في النص."),
    // An incident.
    (Incident, "She was raped on the way to the well."),
    (Incident, "The girl was assaulted by two men at the gate."),
    (Incident, "One woman was killed near the distribution point."),
    (Incident, "The survivor was abused in the reception centre."),
    (Incident, "They describe the rape of a girl at the river."),
    (Incident, "The woman was molested inside the latrine."),
    (Incident, "Une femme a été violée près du puits."),
    (Incident, "La fille a été agressée par deux hommes."),
    (Incident, "Le texte décrit un viol commis par un voisin."),
    (Incident, "Elle a été tuée dans le site."),
    (Incident, "Una mujer fue violada cerca del pozo."),
    (Incident, "La niña fue agredida por dos hombres."),
    (Incident, "Describe la violación de una niña en el río."),
    (Incident, "Fue asesinada en el sitio."),
    (Incident, "تعرضت الفتاة للاغتصاب قرب البئر."),
    (Incident, "تعرضت امرأة لاعتداء عند البوابة."),
    (Incident, "تم قتل امرأة في الموقع."),
    (Incident, "لقد تعرضت الفتاة لاعتداء داخل المدرسة."),
    (Incident, "وتَعَرَّضَت الناجية للتحرّش أمام البوابة."),
    // A contact or a number.
    (Contact, "Write to zuna.zunari@example.org about it."),
    (Contact, "Her number is +999 12 345 678."),
    (Contact, "Call 0712 345 678 for details."),
    (Contact, "The house is at 4.85165, 31.58247."),
    (Contact, "The point is 4.85165,31.58247 on the map."),
    (Contact, "GPS lat 4.85165 is given."),
    (Contact, "See case no. 12345 in the annex."),
    (Contact, "The code 123-45C67890 is printed."),
    (Contact, "Her registration number is 998877."),
    (Contact, "She was born on 3 April 2010."),
    (Contact, "Née le 03/04/2010 selon l’annexe."),
    (Contact, "Tél. 07 12 34 56 78."),
    (Contact, "Dossier n° 12345 est cité."),
    (Contact, "Fecha de nacimiento: 03/04/2010."),
    (Contact, "Teléfono 712 345 678 en la página 2."),
    (Contact, "Caso n.º 12345 en el anexo."),
    (Contact, "هاتف: 0712 345 678 في الصفحة ٢."),
    (Contact, "اتصلوا على ٠٧١٢ ٣٤٥ ٦٧٨."),
    (Contact, "الملف رقم 12345 مذكور في الملحق."),
    (Contact, "تاريخ الميلاد: 03/04/2010."),
    // Numbers of cases.
    (Count, "The annex lists 14 cases in one village."),
    (Count, "They counted three survivors last month."),
    (Count, "27 reported incidents are shown by site."),
    (Count, "Twelve reports of sexual violence are listed."),
    (Count, "Le texte compte 14 cas dans un village."),
    (Count, "Trois survivantes sont comptées."),
    (Count, "El texto cuenta 14 casos en una aldea."),
    (Count, "Tres sobrevivientes en un mes."),
    (Count, "يذكر النص 14 حالة في قرية واحدة."),
    (Count, "تم تسجيل ٢٧ حادثة حسب الموقع."),
    (Count, "ثلاث ناجيات في شهر واحد."),
    // Prevalence and trend.
    (Prevalence, "40 % of women there suffered violence."),
    (Prevalence, "One in three girls experiences sexual violence."),
    (Prevalence, "GBV rose after the flood."),
    (Prevalence, "There is an increase in GBV since March."),
    (Prevalence, "Violence at home has increased since March."),
    (Prevalence, "Les violences à la maison ont augmenté."),
    (Prevalence, "La violencia en el hogar ha aumentado."),
    (Prevalence, "40 % des femmes ont subi des violences."),
    (Prevalence, "Une femme sur trois subit des violences."),
    (Prevalence, "La hausse des VBG depuis mars est forte."),
    (Prevalence, "El 40 % de las mujeres sufrió violencia."),
    (Prevalence, "Una de cada tres mujeres sufre violencia."),
    (Prevalence, "El aumento de la VBG desde marzo es fuerte."),
    (Prevalence, "40 ٪ من النساء تعرضن للعنف."),
    (Prevalence, "40 بالمئة من النساء تعرضن للعنف."),
    (Prevalence, "٤٠ في المائة من الفتيات تعرضن للعنف."),
    (Prevalence, "امرأة من كل ثلاث نساء تواجه العنف."),
    (Prevalence, "ازداد العنف بعد الفيضان."),
    (Prevalence, "هناك زيادة في العنف منذ آذار."),
    // Allegations.
    (Allegation, "A guard exploited women at the gate."),
    (Allegation, "The driver asked for sex in return for a ride."),
    (Allegation, "Women were harassed by police at the checkpoint."),
    (Allegation, "Aid workers demanded sexual favours."),
    (Allegation, "They say sex for food was normal with the volunteers."),
    (Allegation, "Un agent a exigé des faveurs sexuelles."),
    (Allegation, "Le chauffeur a demandé du sexe contre un trajet."),
    (Allegation, "Un guardia exigió sexo por comida."),
    (Allegation, "El conductor abusó de mujeres en la puerta."),
    (Allegation, "استغل الحارس النساء عند البوابة."),
    (Allegation, "طلب السائق خدمات جنسية من النساء."),
    (Allegation, "الموظفون يطلبون الجنس مقابل الغذاء."),
    // The place of a refuge.
    (SafeHouse, "The safe house is on Mill Street."),
    (SafeHouse, "The women’s shelter is located behind block 7."),
    (SafeHouse, "La maison sûre est située rue du Moulin."),
    (SafeHouse, "La casa segura está en la calle del Molino."),
    (SafeHouse, "يقع البيت الآمن في شارع الطاحونة."),
    // Labels.
    (Label, "Services reach illegal migrants as well."),
    (Label, "They call it an alleged rape."),
    (Label, "Les migrants illégaux sont exclus."),
    (Label, "Los migrantes ilegales quedan fuera."),
    (Label, "تصل الخدمات إلى المهاجرين غير الشرعيين أيضاً."),
];

/// Sentences that a reviewer writes every day and that must pass.
const NEGATIVE: &[&str] = &[
    "Add women’s safety audits to the work plan.",
    "Women, girls and survivors are named as the most exposed.",
    "Survivors need a referral pathway that is up to date.",
    "The case story on p. 12 can identify a person.",
    "Sexual exploitation is a risk at distribution; say what is done about it.",
    "The claim on p. 4 is not supported.",
    "The figures quoted need clearance under the sharing protocol.",
    "The location of the safe house is given; remove it.",
    "Women aged 15 to 49 and girls aged 10–14 are asked separately.",
    "Consult women, girls, men and boys of different ages.",
    "A woman from the host community should sit on the committee.",
    "A three-year plan of 36 months needs a budget for year 2.",
    "Clinical management of rape is offered in two health posts.",
    "The 2023 reports of the cluster are cited.",
    "Output 3 cases are not explained.",
    "Train all staff on how to handle disclosures.",
    "Staff sign a code of conduct on sexual exploitation and abuse.",
    "No driver or guard should be alone with women at night.",
    "The budget is 12 000 000 USD, or +1 300 000 more than before.",
    "The share rises by 4.5 % to 12.25 %.",
    "The reference CRP-2025-SSD-01 is missing on the cover.",
    "Section 2.3 says who is consulted, and when.",
    "Lights and locks for 400 latrines are budgeted.",
    "Women are 52 % of the people targeted.",
    "Remove “illegal migrants”: people in an irregular situation.",
    "Reported cases cannot show prevalence or trend.",
    "An indicator that falls with the number of reported cases punishes disclosure.",
    "Ask a specialist of the sub-cluster before any question about violence.",
    "If a survivor discloses, staff listen and do not ask for details.",
    "The mailbox for complaints is named, but not who reads it.",
    "At least one woman in each team of two.",
    "Children under 5 and mothers are reached.",
    "Case management is offered by a partner from month 3.",
    "Ajouter des audits de sécurité avec les femmes et les filles.",
    "Les survivantes ont besoin d’un circuit de référencement à jour.",
    "Les femmes de 15 à 49 ans sont consultées à part.",
    "Le plan de 3 ans prévoit un budget pour la formation.",
    "Une femme de chaque comité participe au choix des sites.",
    "La prise en charge clinique du viol est offerte dans deux centres.",
    "Le personnel exploite les données de l’année passée.",
    "En tout cas, le plan 2 est plus clair.",
    "Dans ce cas, préciser la section 4.",
    "Les femmes sont 52 % des personnes ciblées.",
    "Le texte viole le principe de confidentialité, à revoir.",
    "Les agents signent un code de conduite.",
    "Añadir auditorías de seguridad con mujeres y niñas.",
    "Las sobrevivientes necesitan una ruta de remisión actualizada.",
    "Las mujeres de 15 a 49 años se consultan aparte.",
    "El plan de 3 años tiene presupuesto para formación.",
    "En todo caso, el plan 2 es más claro.",
    "Hay una violación de la norma en la sección 4.",
    "El personal firma un código de conducta.",
    "Las mujeres son el 52 % de las personas.",
    "Se llama la atención sobre el anexo 2.",
    "Los espacios seguros tienen horario y transporte.",
    "إضافة مراجعات السلامة مع النساء والفتيات إلى خطة العمل.",
    "الناجيات من العنف بحاجة إلى مسار إحالة محدث.",
    "تُستشار النساء من 15 إلى 49 سنة على حدة.",
    "تُستشار الفتيات من ١٠ إلى ١٤ سنة على حدة.",
    "الأطفال دون 5 سنوات وأمهاتهم مشمولون.",
    "خطة من 3 سنوات فيها ميزانية للتدريب.",
    "خطر الاغتصاب قرب المراحيض مذكور في القسم 2.",
    "تواجه المرأة خطر الاعتداء في الطريق إلى البئر.",
    "إذا تعرضت امرأة لاعتداء في الموقع فالإحالة تكون آمنة وسرية.",
    "الرعاية الطبية بعد الاغتصاب متاحة في مركزين.",
    "يوقع الموظفون مدونة سلوك بشأن منع الاستغلال والتحرش.",
    "طلب الموظفون بيانات مصنفة حسب الجنس والعمر.",
    "يمنع على الموظفين طلب خدمات جنسية.",
    "النساء 52 ٪ من الأشخاص المستهدفين.",
    "إدارة الحالات متاحة من الشهر 3.",
    "النشاط 2 حالة خاصة في الجدول.",
    "المساحات الآمنة لها مواعيد ونقل.",
    "الصحة الجنسية والإنجابية في الملحق 4.",
    "على كل حال، الخطة 2 أوضح.",
    "تقارير 2023 مذكورة في المصادر.",
    "تم منع التحرش في الموقع بإشراك المجتمع.",
    "في حال تعرضت امرأة لاعتداء قرب البئر تتم الإحالة.",
    "قد تتعرض الفتيات للاغتصاب في الطريق.",
    "زاد عدد المراكز في المخيم إلى 12 مركزاً.",
    "رقم الهاتف 116 مجاني ويعمل ليلاً ونهاراً.",
    "حالة الطوارئ 2025 موصوفة في المقدمة.",
    "السائقون والحراس موقعون على مدونة السلوك.",
    "المرأة والرجل والطفل مذكورون في تحليل المخاطر.",
    "الخط الساخن مجاني، ولا يسأل أحد عن التفاصيل.",
    "المهاجرون والنازحون مشمولون بالخدمات.",
    "البلاغات سرية ولا تُنشر أرقامها.",
    "لا يكون الحارس وحده مع النساء ليلاً.",
];

/// What is found where no contact is allowed.
fn look(text: &str) -> Vec<Caution> {
    caution::look(text, &Allowed::default())
}

fn classes(text: &str) -> Vec<Class> {
    caution::classes(text, &Allowed::default())
}

#[test]
fn every_positive_sentence_is_found() {
    let mut by_class: BTreeMap<Class, (usize, usize)> = BTreeMap::new();
    let mut missed = Vec::new();
    for (class, sentence) in POSITIVE {
        let found = classes(sentence).contains(class);
        let counts = by_class.entry(*class).or_default();
        (counts.0, counts.1) = (counts.0 + usize::from(found), counts.1 + 1);
        if !found {
            missed.push(format!("{}: {sentence} ({:?})", class.code(), classes(sentence)));
        }
    }
    for (class, (found, all)) in &by_class {
        println!("recall {}: {found} of {all}", class.code());
    }
    println!("recall: {} of {}", POSITIVE.len() - missed.len(), POSITIVE.len());
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn a_long_quotation_is_a_hint() {
    let long = format!("It says “{}” there.", "word ".repeat(41));
    assert_eq!(classes(&long), [Class::LongQuote]);
    assert_eq!(classes("It says “a few words” there."), []);
}

#[test]
fn nothing_else_alarms() {
    let mut alarms = Vec::new();
    let mut counts = Vec::new();
    let mut count = |what: &str, all: Vec<String>| {
        let wrong: Vec<_> = all.iter().flat_map(|text| alarms_in(text)).collect();
        counts.push(format!("false alarms, {what}: {} in {} texts", wrong.len(), all.len()));
        alarms.extend(wrong);
    };
    count("negative sentences", NEGATIVE.iter().map(ToString::to_string).collect());
    count("checklists", checklist_texts());
    count("sample documents", sample_documents());
    count("sample reviews", sample_reviews());
    println!("{}", counts.join("\n"));
    assert!(alarms.is_empty(), "{}", alarms.join("\n"));
}

#[test]
fn stops_come_first() {
    let all = classes("The driver, tel. 0712 345 678, listed 14 cases of illegal migrants.");
    assert_eq!(all, [Contact, Count, Label]);
    assert!(Level::Stop < Level::Confirm && Level::Confirm < Level::Hint);
    for class in Class::ALL {
        assert!(class.sentence().starts_with(class.level().label()));
    }
}

#[test]
fn a_field_is_known_by_its_name() {
    let names = ["note a-b", "reason a", "decision a", "comment 3 place", "comment 3 finding", "comment 3 text"];
    for name in names.into_iter().chain(["overall note", "strengths", "outcome reason", "amendment reason"]) {
        assert_eq!(name.parse::<Field>().unwrap().to_string(), name);
    }
    assert!("comment x text".parse::<Field>().is_err() && "title".parse::<Field>().is_err());
}

fn alarms_in(text: &str) -> Vec<String> {
    let line = |caution: Caution| {
        format!("{}: “{}” in: {text}", caution.class.code(), text.get(caution.range).unwrap_or_default())
    };
    look(text).into_iter().map(line).collect()
}

fn checklist_texts() -> Vec<String> {
    let mut all = Vec::new();
    for pinned in built_in() {
        for criterion in &pinned.checklist.criteria {
            all.extend([criterion.title().to_owned(), criterion.why.clone(), criterion.recommendation.clone()]);
            all.extend(criterion.look_for.iter().chain(&criterion.red_flags).cloned());
            all.extend(Kind::ALL.iter().map(|kind| criterion.question(*kind).to_owned()));
        }
    }
    all
}

/// A flaw that a sample has on purpose, which a caution has to find.
const PLANTED: &str = "violence at home has increased";

#[test]
fn the_claim_that_a_sample_has_on_purpose_is_found() {
    let documents: Vec<_> = DOCUMENTS.iter().filter(|document| document.text.contains(PLANTED)).collect();
    assert_eq!(documents.len(), 1);
    assert_eq!(
        alarms_in(documents[0].text)[0].split(" in: ").next(),
        Some("prevalence: “violence at home has increased”")
    );
}

/// The documents written by hand, without the flaw that one has on purpose; then those that are drawn.
fn sample_documents() -> Vec<String> {
    let drawn = drawn_documents().into_iter().map(|drawn| drawn.record);
    let texts = drawn.flat_map(|record| record.sections.into_iter().map(|section| section.text));
    DOCUMENTS.iter().map(|document| document.text.replace(PLANTED, "…")).chain(texts).collect()
}

fn sample_reviews() -> Vec<String> {
    let lines = DOCUMENTS.iter().filter_map(|document| document.answers).flat_map(str::lines);
    let mut all: Vec<_> = lines.filter_map(|line| serde_json::from_str(line).ok()).flat_map(typed).collect();
    for review in drawn_documents().iter().flat_map(|drawn| &drawn.reviews) {
        all.extend(texts(review).into_iter().map(|(_, text)| text.into_owned()));
    }
    all
}

fn drawn_documents() -> Vec<Drawn> {
    let checklists = built_in();
    (1..=60).map(|n| drawn(7, n, &checklists)).collect()
}

/// Every text of a line of answers; evidence stands in the document.
fn typed(value: Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(items) => items.into_iter().flat_map(typed).collect(),
        Value::Object(members) => {
            members.into_iter().filter(|(name, _)| name != "evidence").flat_map(|(_, value)| typed(value)).collect()
        }
        _ => Vec::new(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_looked_at_without_panic_and_marked_on_borders(text in any_text()) {
        for caution in look(&text) {
            prop_assert!(text.get(caution.range.clone()).is_some(), "{caution:?}");
            prop_assert!(!caution.range.is_empty());
        }
        prop_assert!(classes(&text).is_sorted_by_key(|class| class.level()));
    }

    #[test]
    fn a_list_of_allowed_contacts_takes_nothing_but_contacts_away(text in any_text()) {
        let (allowed, faults) = Allowed::read(LIST);
        prop_assert_eq!(faults, []);
        let others = |found: Vec<Caution>| found.into_iter().filter(|caution| caution.class != Contact).collect::<Vec<_>>();
        let found = caution::look(&text, &allowed);
        prop_assert!(found.iter().all(|caution| text.get(caution.range.clone()).is_some()), "{found:?}");
        prop_assert_eq!(others(found), others(look(&text)));
    }
}

/// The contacts of the table, and digits of its other numbers.
const LIST: &[u8] =
    b"zuna.zunari@example.org\n+999 12 345 678\n0712 345 678\n07 12 34 56 78\n12345\n998877\n485165\n140\n";

/// Any characters, and sentences of the table cut and joined anywhere.
fn any_text() -> impl Strategy<Value = String> {
    let sentences: Vec<String> = POSITIVE.iter().map(|(_, sentence)| (*sentence).to_owned()).collect();
    let piece = prop_oneof![
        2 => any::<String>(),
        1 => "[+@.,°'’“”\\-0-9 a-zé]{0,30}",
        3 => prop::sample::select(sentences).prop_flat_map(|sentence| {
            let len = sentence.chars().count();
            (0..=len).prop_map(move |cut| sentence.chars().take(cut).collect::<String>())
        }),
    ];
    prop::collection::vec(piece, 0..5).prop_map(|pieces| pieces.concat())
}
