#include "indexer/month_name.hpp"

#include <algorithm>
#include <array>

#include "indexer/string_table.hpp"

namespace dateline {
namespace {

// Full names, genitives and abbreviations, in lower case: English, German, French, Spanish,
// Italian, Portuguese, Catalan, Dutch, Danish, Norwegian, Swedish, Icelandic, Finnish, Estonian,
// Latvian, Lithuanian, Polish, Czech, Slovak, Slovene, Serbo-Croatian, Hungarian, Romanian,
// Albanian, Turkish, Azerbaijani, Indonesian, Greek, Russian, Ukrainian, Belarusian, Bulgarian,
// Macedonian, Arabic (of the Levant, Egypt, Algeria, Morocco), Persian and Urdu (of Gregorian
// months), Hebrew, Hindi, Marathi, Bengali, Gujarati, Punjabi, Tamil, Telugu, Kannada, Malayalam,
// Thai, Georgian, Armenian, Kazakh, Malay, Tagalog, Swahili, Afrikaans, Galician, Basque, Welsh,
// Irish; some also as they are written without accents.
// Where two languages give one word two months (listopad), the language with more pages wins.
constexpr std::array<std::string_view, 12> kMonthNames{
    "january jan januar jänner jän janvier janv enero ene gennaio gen janeiro gener "
    "januari janúar tammikuu tammikuuta jaanuar janvāris janvārī sausio sausis styczeń "
    "stycznia sty leden ledna led január januára januarja siječanj siječnja ianuarie ian "
    "janar ocak oca yanvar ιανουαρίου ιανουάριος ιαν января январь янв січня січень січ "
    "студзеня студзень януари яну јануар јануари يناير كانون ژانویه ינואר בינואר जनवरी "
    "জানুয়ারি มกราคม janúara januarie xaneiro ionawr eanáir urtarrilaren ม.ค জানুয়ারী "
    "ஜனவரி జనవరి ജനുവരി ಜನವರಿ જાન્યુઆરી ਜਨਵਰੀ जानेवारी იანვარი იანვარს հունվարի հունվար "
    "қаңтар جنوری جانفي ιανουαριου ιανουαριος",
    "february feb februar feber février févr fév fevrier febrero febbraio febb fevereiro "
    "fev febrer februari febr februára februarja helmikuu helmikuuta veebruar februāris "
    "februārī vasario vasaris luty lutego lut únor února úno február veljača veljače "
    "februarie shkurt şubat şub fevral φεβρουαρίου φεβρουάριος φεβ φεβρ февраля февраль "
    "фев февр лютого лютий лют лютага люты февруари фебруар фебруари فبراير شباط فوریه "
    "פברואר בפברואר फ़रवरी फरवरी ফেব্রুয়ারি กุมภาพันธ์ febrúar febreiro februarii "
    "pebrero pebruari subat unora chwefror feabhra ก.พ ফেব্রুয়ারী பிப்ரவரி ఫిబ్రవరి "
    "ഫെബ്രുവരി ಫೆಬ್ರವರಿ ફેબ્રુઆરી ਫਰਵਰੀ फेब्रुवारी თებერვალი თებერვალს փետրվարի փետրվար "
    "ақпан فروری فيفري φεβρουαριου φεβρουαριος",
    "march mar märz maerz mrz mär mars marzo março marco març maart mrt marts maaliskuu "
    "maaliskuuta märts martā kovo kovas marzec marca březen března bře marec ožujak "
    "ožujka március márc martie mart martın maret μαρτίου μάρτιος μαρ μάρτη марта март "
    "мар березня березень бер сакавіка сакавік مارس آذار מרץ במרץ मार्च মার্চ มีนาคม "
    "marsi marta mac machi marso mawrth márta martxoaren มี.ค மார்ச் மார்ச మార్చి "
    "മാർച്ച് ಮಾರ್ಚ್ માર્ચ ਮਾਰਚ მარტი მარტს մարտի մարտ наурыз مارچ μαρτιου μαρτιος brezna "
    "marcius",
    "april apr avril avr abril abr aprile apríl huhtikuu huhtikuuta aprill aprīlis "
    "aprīlī balandžio balandis kwiecień kwietnia kwi duben dubna dub apríla aprila "
    "travanj travnja április ápr aprilie prill nisan nis aprel απριλίου απρίλιος απρ "
    "απρίλη апреля апрель апр квітня квітень квіт красавіка красавік април أبريل ابريل "
    "نيسان آوریل אפריל באפריל अप्रैल এপ্রিল เมษายน aprili ebrill aibreán apirilaren เม.ย "
    "ஏப்ரல் ఏప్రిల్ ഏപ്രിൽ ಏಪ್ರಿಲ್ એપ્રિલ ਅਪ੍ਰੈਲ आप्रैल एप्रिल აპრილი აპრილს ապրիլի "
    "ապրիլ сәуір اپریل أفريل απριλιου απριλιος aprilis",
    "may mai mayo maggio mag maio maig mei maj maí toukokuu toukokuuta maijs maijā "
    "gegužės gegužė maja květen května kvě máj mája svibanj svibnja május mayıs μαΐου "
    "μάιος μαϊ μάη мая май травня травень трав мај مايو أيار ايار مه מאי במאי मई মে "
    "พฤษภาคม mayis bealtaine maiatzaren พ.ค மே మే മേയ് മെയ് ಮೇ મે ਮਈ मे მაისი მაისს "
    "մայիսի մայիս мамыр مئی ماي μαιου μαιος kvetna majus",
    "june jun juni juin junio giugno giu junho juny júní kesäkuu kesäkuuta juuni jūnijs "
    "jūnijā birželio birželis czerwiec czerwca cze červen června čer jún júna junija "
    "lipanj lipnja június iunie iun qershor haziran haz iyun ιουνίου ιούνιος ιουν ιούνη "
    "июня июнь июн червня червень черв чэрвеня чэрвень юни јун јуни يونيو حزيران ژوئن "
    "יוני ביוני जून জুন มิถุนายน junie xuño hunyo mehefin meitheamh ekainaren มิ.ย ஜூன் "
    "జూన్ ജൂൺ ಜೂನ್ જૂન ਜੂਨ ივნისი ივნისს հունիսի հունիս маусым جون جوان ιουνιου ιουνιος "
    "cervna junius",
    "july jul juli juillet juil julio luglio lug julho juliol júlí heinäkuu heinäkuuta "
    "juuli jūlijs jūlijā liepos liepa lipiec lipca červenec července čvc júl júla julija "
    "srpanj srpnja július iulie iul korrik temmuz tem iyul ιουλίου ιούλιος ιουλ ιούλη "
    "июля июль июл липня липень лип ліпеня ліпень юли јул јули يوليو تموز ژوئیه יולי "
    "ביולי जुलाई জুলাই กรกฎาคม julie xullo hulyo julai gorffennaf iúil uztailaren juill "
    "ก.ค ஜூலை జూలై ജൂലൈ ಜುಲೈ જુલાઈ ਜੁਲਾਈ जुलै ივლისი ივლისს հուլիսի հուլիս шілде جولائی "
    "جويلية يوليوز ιουλιου ιουλιος cervence julius",
    "august aug août aout agosto ago agost augustus augusti ágúst elokuu elokuuta "
    "augusts augustā rugpjūčio rugpjūtis sierpień sierpnia sie srpen srpna srp augusta "
    "avgust avgusta kolovoz kolovoza augusztus gusht ağustos ağu avqust agustus agt "
    "αυγούστου αύγουστος αυγ августа август авг серпня серпень серп жніўня жнівень أغسطس "
    "آب اوت אוגוסט באוגוסט अगस्त আগস্ট สิงหาคม augustin ogos agosti awst lúnasa "
    "abuztuaren agustos ส.ค আগষ্ট ஆகஸ்ட் ఆగస్టు ఆగస్ట్ ഓഗസ്റ്റ് ಆಗಸ್ಟ್ ઓગસ્ટ ਅਗਸਤ ऑगस्ट "
    "აგვისტო აგვისტოს օգոստոսի օգոստոս тамыз اگست أوت غشت αυγουστου αυγουστος",
    "september sept sep septembre septiembre setiembre set settembre sett setembro "
    "setembre syyskuu syyskuuta septembris septembrī rugsėjo rugsėjis wrzesień września "
    "wrz září zář septembra rujan rujna szeptember szept septembrie shtator eylül eyl "
    "sentyabr σεπτεμβρίου σεπτέμβριος σεπ σεπτ сентября сентябрь сен сент вересня "
    "вересень вер верасня верасень септември сеп септембар سبتمبر أيلول ايلول سپتامبر "
    "ספטמבר בספטמבר सितंबर सितम्बर সেপ্টেম্বর กันยายน septemba setyembre medi irailaren "
    "eylul sentabr ก.ย செப்டம்பர் సెప్టెంబర్ സെപ്റ്റംബർ ಸೆಪ್ಟೆಂಬರ್ સપ્ટેમ્બર ਸਤੰਬਰ "
    "सप्टेंबर სექტემბერი სექტემბერს սեպտեմբերի սեպտեմբեր қыркүйек ستمبر شتنبر "
    "σεπτεμβριου σεπτεμβριος zari wrzesnia",
    "october oct oktober okt octobre octubre ottobre ott outubro out október lokakuu "
    "lokakuuta oktoober oktobris oktobrī spalio spalis październik października paź "
    "pazdziernika říjen října říj októbra oktobra octombrie tetor ekim eki oktyabr "
    "οκτωβρίου οκτώβριος οκτ октября октябрь окт жовтня жовтень жовт кастрычніка "
    "кастрычнік октомври октобар أكتوبر اكتوبر تشرين اکتبر אוקטובר באוקטובר अक्टूबर "
    "অক্টোবর ตุลาคม oktoba oktubre hydref urriaren oktabr ต.ค அக்டோபர் అక్టోబర్ ഒക്ടോബർ "
    "ಅಕ್ಟೋಬರ್ ઓક્ટોબર ਅਕਤੂਬਰ ऑक्टोबर अक्तूबर ოქტომბერი ოქტომბერს հոկտեմբերի հոկտեմբեր "
    "қазан اکتوبر οκτωβριου οκτωβριος rijna",
    "november nov novembre noviembre novembro nóvember marraskuu marraskuuta novembris "
    "novembrī lapkričio lapkritis listopad listopada lis listopadu novembra studeni "
    "studenoga studenog noiembrie nëntor kasım kas noyabr nopember νοεμβρίου νοέμβριος "
    "νοε ноября ноябрь ноя нояб листопада листопад лист лістапада лістапад ноември "
    "новембар نوفمبر نوامبر נובמבר בנובמבר नवंबर नवम्बर নভেম্বর พฤศจิกายน novemba "
    "nobyembre tachwedd samhain azaroaren kasim พ.ย நவம்பர் నవంబర్ നവംബർ ನವೆಂಬರ್ નવેમ્બર "
    "ਨਵੰਬਰ नोव्हेंबर ნოემბერი ნოემბერს նոյեմբերի նոյեմբեր қараша نومبر نونبر νοεμβριου "
    "νοεμβριος",
    "december dec dezember dez décembre déc decembre diciembre dic dicembre dezembro "
    "desembre desember des joulukuu joulukuuta detsember decembris decembrī gruodžio "
    "gruodis grudzień grudnia gru prosinec prosince pro decembra prosinac prosinca "
    "decembrie dhjetor aralık ara dekabr δεκεμβρίου δεκέμβριος δεκ декабря декабрь дек "
    "грудня грудень груд снежня снежань декември децембар ديسمبر دسامبر דצמבר בדצמבר "
    "दिसंबर दिसम्बर ডিসেম্বর ธันวาคม disember desemba disyembre rhagfyr nollaig "
    "abenduaren aralik ธ.ค டிசம்பர் డిసెంబర్ ഡിസംബർ ಡಿಸೆಂಬರ್ ડિસેમ્બર ਦਸੰਬਰ डिसेंबर "
    "დეკემბერი დეკემბერს դեկտեմբերի դեկտեմբեր желтоқсан دسمبر دجنبر δεκεμβριου "
    "δεκεμβριος grudzien",
};

struct TwoWordName {
  std::string_view name;
  unsigned month;
};
constexpr auto kTwoWordNames = std::to_array<TwoWordName>({{"كانون الثاني", 1},
                                                           {"تشرين الأول", 10},
                                                           {"تشرين الاول", 10},
                                                           {"تشرين الثاني", 11},
                                                           {"كانون الأول", 12},
                                                           {"كانون الاول", 12}});

const StringTable<unsigned>& month_names() {
  static const auto kTable = [] {
    StringTable<unsigned> table;
    unsigned month = 0;
    for (std::string_view names : kMonthNames) {
      ++month;
      while (!names.empty()) {
        const std::size_t end = std::min(names.find(' '), names.size());
        if (end > 0) table.add(names.substr(0, end), month);
        names.remove_prefix(std::min(end + 1, names.size()));
      }
    }
    for (const TwoWordName& name : kTwoWordNames) table.add(name.name, name.month);
    return table;
  }();
  return kTable;
}

}  // namespace

unsigned find_month_name(std::string_view word) {
  const unsigned* const month = month_names().find(word);
  return month == nullptr ? 0 : *month;
}

}  // namespace dateline
