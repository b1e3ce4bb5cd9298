//! The groups of words, English, French, Spanish and Arabic, folded: the starters of the field's table, to be widened by
//! native specialists. The Arabic words stand without what is written together with them.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::arabic::{plain, readings};
use crate::text::fold;

macro_rules! groups {
    ($($group:ident $words:literal;)+) => {
        /// Words that mean the same to a rule.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Group { $($group,)+ }

        const WORDS: &[(Group, &str)] = &[$((Group::$group, $words),)+];
    };
}

groups! {
    // One person; the plurals speak of a group.
    Person "girl boy woman man child mother father daughter son sister brother widow minor teenager wife husband \
        fille fillette garcon femme homme enfant mere pere mineure mineur veuve soeur epouse adolescente \
        nina nino mujer hombre madre padre hija hijo hermana viuda menor esposa joven \
        فتاه بنت ولد صبي امراه رجل طفل طفله ارمله قاصر مراهقه شابه سيده";
    Survivor "survivor victim complainant perpetrator survivante survivant victime plaignante auteur \
        sobreviviente superviviente victima denunciante agresor ناجيه ضحيه مشتكيه";
    Pronoun "she he her him elle il ella el le lui";
    Survivors "survivors victims rapes survivantes survivants victimes viols sobrevivientes supervivientes victimas \
        violaciones ناجيات ناجين ضحايا";
    Cases "cases incidents cas casos incidentes signalements denuncias حاله حالات حادثه حوادث";
    Reports "reports rapports informes بلاغ بلاغات تقارير";
    Women "women girls woman girl survivors femmes filles fille femme mujeres ninas mujer nina survivantes \
        نساء فتيات امراه فتاه بنات ناجيات";
    Violence "violence gbv rape rapes sexual abuse assault vbg viol viols sexuelle sexuelles violences vg violencia \
        violencias vbg sexuales abuso violacion violaciones عنف اغتصاب اعتداء تحرش جنسي جنسيه";
    Aged "aged agee age agees de tiene a con";
    Years "ans anos سنه سنوات سنين عام عاما اعوام";
    General "under over least most moins plus menos mas menores mayores above below entre between \
        دون تحت فوق بين اقل اكثر اكبر اصغر";
    Honorific "mr mrs ms miss mme mlle sra srta senora senorita madame mademoiselle monsieur";
    // What could be, or must not be: in Arabic also written together with a word before it.
    Supposed "اذا لو حال لا عدم منع يمنع حظر يحظر خطر مخاطر";
    Named "named called nommee nomme appelee appele prenommee prenomme llamada llamado";
    From "from";
    Of "de du des of";
    Place "block camp village sector section zone bloc quartier bloque barrio aldea campo pueblo shelter tent";
    Raped "raped assaulted abused molested trafficked killed violee violees agressee agressees abusee abusees tuee tuees \
        violada violadas agredida agredidas abusada abusadas asesinada asesinadas";
    Masculine "viole agresse tue violado agredido asesinado abuse اغتصاب اعتداء تحرش قتل";
    Rape "rape viol violacion";
    Agent "by par por";
    Scene "by in on at near during inside outside behind yesterday last par a au aux dans pres lors sur en hier chez \
        por cerca durante ayer في قرب عند امام داخل خارج خلف خلال اثناء امس";
    Was "was were been got fue fueron ete sido fut تعرضت تم";
    Staff "staff worker workers driver drivers guard guards police policeman policemen officer officers soldier soldiers \
        teacher teachers volunteer volunteers agent agents chauffeur chauffeurs gardien gardiens policier policiers \
        enseignant enseignants personnel soldat soldats personal conductor conductores guardia guardias policia policias \
        docente soldado soldados trabajador trabajadores \
        موظف موظفين موظفون عامل عمال سائق سائقين سائقون حارس حراس شرطه شرطي ضابط ضباط جندي جنود معلم معلمين معلمون مدرس \
        متطوع متطوعين متطوعون";
    Abused "exploited abused harassed molested raped groped explotado explotada abuso acoso violo explota exploto \
        harcele harcelee abusee violee agresse agressee استغل استغلوا اغتصب تحرشوا";
    Asked "demanded asked offered traded paid wanted exige exigeait demande demandait exigio pidio ofrecio propose";
    Sex "sex sexual sexe sexuel sexuelle sexuelles sexuels sexo sexuales faveurs favores";
    Number "two three four five six seven eight nine ten eleven twelve dozen dozens several deux trois quatre cinq sept \
        huit neuf dix onze douze dizaines plusieurs dos tres cuatro cinco seis siete ocho nueve diez once doce decenas \
        varias varios ثلاث اربع خمس ست سبع ثمان ثماني تسع عشر عشرات";
    Filler "reported confirmed documented known new gbv vbg rape sexual violence of de des d documented registered \
        alleged suspected signales confirmes rapportes nouveaux nuevos reportados confirmados registrados girl child \
        women female مبلغ مؤكده موثقه مسجله جديده";
    Counted "section page p pp annex output activity table figure chapter annexe produit activite tableau seccion pagina \
        anexo producto actividad tabla cuadro step phase objective \
        قسم صفحه ملحق ناتج نشاط جدول شكل مرحله خطوه هدف";
    Rose "rose risen increased doubled tripled grew grown fell fallen decreased declined dropped worsened augmente double \
        diminue baisse empire aumento aumentado disminuyo bajado crecido duplicado";
    // The verb stands before what it tells of.
    RoseBefore "ازداد ازدادت ارتفع ارتفعت زاد زادت تزايد انخفض انخفضت تراجع";
    Trend "increase rise decrease fall drop growth decline hausse augmentation baisse diminution aumento incremento \
        disminucion descenso reduccion spike surge زياده ارتفاع تزايد انخفاض";
    Gbv "gbv vbg violence violences violencia rape viol viols sgbv عنف اغتصاب";
    Street "street road avenue rue avenue calle avenida carretera address adresse direccion شارع عنوان";
    Where "in at on near behind located a au pres situee dans en cerca ubicada situada rue calle في قرب خلف عند يقع تقع";
    CaseWord "case survivor client registration passport dossier caso expediente enregistrement registro pasaporte \
        identification individual id حاله ملف تسجيل هويه جواز";
    NumberWord "no number nr code id numero num n ref reference file num o º is est es رقم";
    PhoneWord "phone tel telephone mobile whatsapp telefono cell movil call appeler llamar هاتف تلفون جوال واتساب اتصل اتصلوا اتصلي";
    BirthWord "birth born dob naissance nee nele nacimiento nacida nacido ميلاد ولدت مولوده مواليد";
    MapWord "lat latitude lon long longitude latitud longitud gps coordinates coordonnees coordenadas احداثيات";
}

impl Group {
    pub(super) const fn bit(self) -> u64 {
        1 << self as u64
    }
}

static GROUPS: LazyLock<HashMap<String, u64>> = LazyLock::new(|| {
    let mut groups = HashMap::new();
    for (group, words) in WORDS {
        for word in words.split_whitespace() {
            *groups.entry(plain(fold(word).text())).or_insert(0) |= group.bit();
        }
    }
    groups
});

/// The groups of a folded word, as bits.
pub(super) fn groups(word: &str) -> u64 {
    readings(word).filter_map(|reading| GROUPS.get(reading)).fold(0, |all, groups| all | groups)
}
