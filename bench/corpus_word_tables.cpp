#include "bench/corpus_word_tables.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace dateline {
namespace {

constexpr std::string_view kEnglish =
    "the of to and a in that for is on it was with as he at by be his from are this have not but "
    "had they an has said or which will their who were one we been more its would her she there "
    "when all about if up so out what can than no other into him them some could time new after "
    "also two only over now most first do because any then did between before where through such "
    "many our these those how being year years people may even much well still very while made "
    "since against during under both without until per down off should just like last three "
    "another again each around however government day week state told says among own must within "
    "although against your you my me us himself too here might";

constexpr std::string_view kGerman =
    "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an "
    "er hat aus dass sie nach werden bei wird einer um am sind noch wie einem über einen zum war "
    "so haben nur oder aber vor zur bis mehr durch man sein wurde hatte kann gegen vom können "
    "schon wenn seine ihre dann unter wir soll ich eines seit diese dieser wieder keine seiner "
    "zwischen immer was sagte gibt alle muss doch jetzt zwei drei damit bereits ohne sondern "
    "selbst "
    "ersten nun etwa heute ihren ihm ihn weil diesem weil viele jahr jahre jahren neue wegen habe "
    "sei worden waren würde ihr ihrer seinen dabei zwar beim während rund könnte sehr hier denn";

constexpr std::string_view kFrench =
    "de la le les et des en un du une à est que dans pour qui par au sur a plus il pas ne se ce "
    "avec sont son cette aux ou mais été comme sa ses ont on leur fait deux elle nous ces même "
    "aussi tout après entre être sans bien peut lui si encore dont très depuis avait était avant "
    "contre autres où leurs moins toujours ils selon ans lors ainsi sous trois tous alors quand "
    "vers chez notre toute autre je vous celui celle donc déjà doit faire non peu pendant année "
    "années jour temps pays parce rien cela car premier première plusieurs avoir sera soit fois "
    "puis toutes hier dit elles jusque nos quelques fut seront aura devant";

constexpr std::string_view kSpanish =
    "de la que el en y a los se del las por un con no una su para es al lo como más fue sus pero "
    "ha este o sobre entre le ya también son esta dos desde años cuando hasta sin ser había está "
    "era muy si todo han porque donde según durante contra uno otros tiene hay parte todos además "
    "así ni después antes ante tras cada día dijo me nos ese esa puede otro otra mismo mientras "
    "sino año gobierno país hace tres primera primer estos estas sido fueron ahora tiempo e él "
    "ella ellos eso algunos tan mayor menos poco mucho bajo embargo aunque solo quien tienen "
    "estado siempre aún hacer vez medio va";

constexpr std::string_view kJapanese =
    "の は に を が と で た て も から し する した いる ある この その こと ない など まで "
    "として "
    "ため よう という です ます や へ より か だ これ それ もの られた れた について による また "
    "しかし なった なる ことが では には とは にも での との だった していた している された "
    "される "
    "という 一方 さらに によると ところ だけ ほど ながら ので のに けれど そして だが でも ただ "
    "あと "
    "まだ もう すでに とても たち ここ そこ どこ いつ なぜ どう ほか うち まま ずつ ばかり";

constexpr std::string_view kKanji =
    "日本人国会年大十中長出三同時政事自行社見月分議後前民生連五発間対上部東者党地合市業内相方"
    "四定今回新場金員九入選立開手米力学問高代明実円関決子動京全目表戦経通外最言氏現理調体化田"
    "当八六約主題下首意法不来作性的要用制治度務強気小七成期公野協取都和統以機平総加山思家話世"
    "受区領多県続進正安設保改数記院女初北午指権心界支第産結百派点教報済書府活原先共得解名交資"
    "予川向際査勝面委告軍文反元重近千考判認画海参売利組知案道信策集在件団別物側任引使求所次水"
    "半品昨論計死官増係感特情投示変打男基私各始島直両朝革価式確村提運終挙果西勢減台広容必応演"
    "電歳住争談能無再位置企真流格有疑口過局少放税検藤町常校料沢裁状工建語球営空職証土与急止送"
    "援供可役構木割聞身費付施切由説転食比難防補車優夫研収断井何南石足違消境神番規術護展態導鮮"
    "備宅害配副算視条幹独警宮究育席輸訪楽起万着乗店述残想線率病農州武声質念待試族象銀域助労例";

constexpr std::string_view kKatakana =
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワ"
    "ガギグゴザジズゼゾダデドバビブベボパピプペポ";

std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    parts.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

/// Each character once.
std::vector<std::string_view> split_characters(std::string_view text) {
  std::vector<std::string_view> characters;
  for (std::size_t at = 0; at < text.size(); at += 3) {
    const std::string_view character = text.substr(at, 3);
    if (std::find(characters.begin(), characters.end(), character) == characters.end())
      characters.push_back(character);
  }
  return characters;
}

SyllableTables make_tables(std::string_view initials, std::string_view nuclei,
                           std::string_view medials, std::string_view endings) {
  SyllableTables tables{split(initials), split(nuclei), split(medials), split(endings)};
  tables.endings.insert(tables.endings.begin(), "");
  return tables;
}

std::array<SyllableTables, 4> make_all_tables() {
  return {make_tables("b c d f g h l m n p r s t w br cl dr fl gr pl pr sh sp st th tr",
                      "a e i o u ea oo", "b c d g l m n p r s t v ck ll mb nd ng nt rt ss st th",
                      "s d n r ck nd nt st th ng ght ll"),
          make_tables("b d f g h k l m n p r s t w z br fr gr kl kr pf schl schw sp st tr",
                      "a e i o u ei au ie ö ü",
                      "b ch d f g l m n r s t ck ll mm nd ng nn rb sch ss st tz",
                      "n r t ng cht nd st rt ns ft ch m"),
          make_tables(
              "b c d f g j l m n p r s t v br ch cl cr dr fr gr pl pr tr", "a e i o u é ai eu ou è",
              "b c d f g l m n p r s t v ll nd nt rr rt ss tr gn mpl", "r t s nt rs ts x l n c ct"),
          make_tables("b c d f g h j l m n p r s t v br cr fr gr pl pr tr", "a e i o u ie ue ia io",
                      "b c d g l m n p r s t v z ll nd nt ñ rr rt st tr ch", "s n r l d z")};
}

}  // namespace

std::vector<std::string_view> small_words_of(CorpusLanguage language) {
  switch (language) {
    case CorpusLanguage::English:
      return split(kEnglish);
    case CorpusLanguage::German:
      return split(kGerman);
    case CorpusLanguage::French:
      return split(kFrench);
    case CorpusLanguage::Spanish:
      return split(kSpanish);
    case CorpusLanguage::Japanese:
      return split(kJapanese);
  }
  return {};
}

const SyllableTables& syllables_of(CorpusLanguage language) {
  static const std::array<SyllableTables, 4> tables = make_all_tables();
  return tables.at(static_cast<std::size_t>(language));
}

const std::vector<std::string_view>& kanji() {
  static const std::vector<std::string_view> characters = split_characters(kKanji);
  return characters;
}

const std::vector<std::string_view>& katakana() {
  static const std::vector<std::string_view> characters = split_characters(kKatakana);
  return characters;
}

}  // namespace dateline
