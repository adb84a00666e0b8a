#include <array>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_set>

#include "common/stemmer.hpp"

namespace dateline {
namespace {

struct StopWordList {
  std::string_view language;
  std::string_view words;  ///< parted by blanks, accents kept
};

constexpr std::array kStopWordLists{
    StopWordList{"ar",
                 "أن أو أي إلى إن الا التي الذي الذين اللذان به بها بين تلك ثم حتى حيث خلال ذلك "
                 "على عن عند غير فقد في فيه فيها قد كان كانت كل كما لا لكن لم لن له لها ما مع من "
                 "منذ منه منها نحو هذا هذه هم هو هي و وقد وكان ولا وهو وهي يكون "},
    StopWordList{"cs",
                 "a aby aj ale ani až bez bude by byl byla byli bylo být co další do ho i jak "
                 "jako je jeho jej jejich její jen ještě již jsem jsme jsou k kde když ke která "
                 "které který kteří kvůli mezi mi má může na nad ne nebo není než o od on ona "
                 "oni po pod podle pro proti před při s se si své tak také tato ten to toho tom "
                 "tomu tím u už v ve však z za ze či že "},
    StopWordList{"da",
                 "ad af alle alt anden at blev blive bliver da de dem den denne der deres det "
                 "dette dig din disse dog du efter eller en end er et for fra ham han hans har "
                 "havde have hende hendes her hos hun hvad hvis hvor i ikke ind jeg jer jo kunne "
                 "man mange med meget men mig min mine mit mod ned noget nogle nu når og også om "
                 "op os over på selv sig sin sine sit skal skulle som sådan thi til ud under var "
                 "vi vil ville vor være været "},
    StopWordList{"de",
                 "aber alle allem allen aller alles als also am an ander andere anderem anderen "
                 "anderer anderes auch auf aus bei beim bin bis bist da damit dann das dass "
                 "dasselbe dazu dein deine deinem deinen deiner dem den denn der deren des "
                 "dessen dich die dies diese diesem diesen dieser dieses dir doch dort du durch "
                 "ein eine einem einen einer eines er es etwas euch euer eure für gegen gewesen "
                 "hab habe haben hat hatte hatten hier hin hinter ich ihm ihn ihnen ihr ihre "
                 "ihrem ihren ihrer ihres im in indem ins ist ja jede jedem jeden jeder jedes "
                 "jene jenem jenen jener jenes jetzt kann kein keine keinem keinen keiner können "
                 "könnte machen man manche mehr mein meine meinem meinen meiner mich mir mit "
                 "muss musste nach nicht nichts noch nun nur ob oder ohne sehr sei sein seine "
                 "seinem seinen seiner seines seit selbst sich sie sind so solche soll sollte "
                 "sondern sonst um und uns unser unsere unter viel vom von vor war waren warst "
                 "was weg weil weiter welche welchem welchen welcher welches wenn werde werden "
                 "wie wieder will wir wird wirst wo wollen wollte worden wurde wurden während "
                 "würde würden zu zum zur zwar zwischen über "},
    StopWordList{"en",
                 "a about above after again against all almost also although am among an and any "
                 "are as at be because been before being below between both but by can can't "
                 "cannot could couldn't did didn't do does doesn't doing don't down during each "
                 "either else ever every few for from further had hadn't has hasn't have haven't "
                 "having he he'd he'll her here hers herself him himself his how however i i'd "
                 "i'll i'm i've if in into is isn't it its itself just let me more most much must "
                 "my myself neither no nor not of off on once only or other ought our ours "
                 "ourselves out over own rather same shall she she'd she'll should shouldn't "
                 "since so some such than that the their theirs them themselves then there these "
                 "they they'd they'll they're they've this those though through thus to too under "
                 "until up upon very was wasn't we we'd we'll we're we've were weren't what when "
                 "where whether which while who whom whose why will with within without won't "
                 "would wouldn't yet you you'd you'll you're you've your yours yourself "
                 "yourselves "},
    StopWordList{"es",
                 "a al algo algunas alguno algunos ante antes aquel aquella aquellos así aunque "
                 "cada como con contra cual cuales cuando cuya cuyo de del desde donde dos "
                 "durante e el ella ellas ellos en entre era eran eres es esa esas ese eso esos "
                 "esta estaba estaban estado estamos estar estas este esto estos está están fue "
                 "fueron ha había habían han has hasta hay la las le les lo los me mi mientras "
                 "mis mucho muchos muy más nada ni no nos nosotros nuestra nuestro o os otra "
                 "otras otro otros para pero poco por porque pues que quien quienes qué se sea "
                 "ser si sido sin sino sobre solo son su sus sí también tan tanto te tener tiene "
                 "tienen todo todos tras tu tus un una uno unos y ya yo él ésta éste "},
    StopWordList{"fi",
                 "ei eivät emme en ennen että he heidän hän hänen ja jo joka jonka jos jotka "
                 "kanssa kuin kun me mikä minä mukaan mutta myös ne niin nyt näin ole oli olivat "
                 "olla olleet ollut on ovat se sekä sen siinä siitä sitä tai tämä tämän vaan "
                 "vain vielä voi "},
    StopWordList{"fr",
                 "a afin ai ainsi alors après as au aucun aucune auquel aussi autre autres aux "
                 "avaient avais avait avant avec avez avoir avons ayant c car ce ceci cela celle "
                 "celles celui ces cet cette ceux chaque chez comme contre d dans de depuis des "
                 "donc dont du elle elles en encore entre es est et eu eux fait fut il ils j je "
                 "jusqu l la laquelle le lequel les lesquelles lesquels leur leurs lors lorsqu "
                 "lui là m ma mais me mes moi moins mon même n ne ni non nos notre nous on ont "
                 "ou où par parce pas pendant peu peut plus pour pourquoi puis qu quand que quel "
                 "quelle quelles quels qui quoi s sa sans sauf se selon sera seront ses si soi "
                 "soit son sont sous suis sur t ta tandis te tes toi ton tous tout toute toutes "
                 "très tu un une vers vos votre vous y à étaient étais était été être "},
    StopWordList{"hu",
                 "a abban ahhoz ahogy aki akik alatt amely amelyek ami amit arra az azok azon "
                 "azt azért be benne cikk csak de e ebben egy egyes egyik el elő ez ezek ezen "
                 "ezt ezért fel ha hanem hiszen hogy hogyan igen is kell ki le lehet lesz lett "
                 "maga meg mert mi mint mit mivel most már nagy nem nincs sem szerint több után "
                 "vagy van vele vissza viszont volt én és így össze ő ők "},
    StopWordList{"id",
                 "ada adalah agar akan antara apa atau bagi bahwa banyak belum bisa dalam dan "
                 "dapat dari dengan di dia hal hanya harus ia ini itu jika juga kami karena kata "
                 "ke kepada kita lain lebih maka masih mereka oleh pada para pun saat saja "
                 "sangat saya sebagai secara sedang sejak seperti sudah tapi telah tersebut "
                 "tetapi tidak untuk yang "},
    StopWordList{"it",
                 "a abbiamo ad ai al alla alle allo anche ancora avere aveva avevano c che chi "
                 "ci come con contro cui da dagli dai dal dalla dalle dallo degli dei del dell "
                 "della delle dello di dopo dove e ed era erano essere fa fra fu furono già gli "
                 "ha hanno ho i il in io l la le lei li lo loro lui ma me mentre mi mia mio "
                 "molto ne negli nei nel nell nella nelle nello noi non nostra nostro o od ogni "
                 "ora per perché più poi prima qual quale quali quando quanto quella quelle "
                 "quelli quello questa queste questi questo qui se sei si sia sono sopra sotto "
                 "sta stata stati stato su sua sue sugli sui sul sull sulla sulle sullo suo suoi "
                 "tra tu tutti tutto un una uno vi voi è "},
    StopWordList{"nl",
                 "aan al alles als altijd andere ben bij daar dan dat de der deze die dit doch "
                 "doen door dus een eens en er ge geen geweest haar had heb hebben heeft hem het "
                 "hier hij hoe hun iemand iets ik in is ja je kan kon kunnen maar me meer men "
                 "met mij mijn moet na naar niet niets nog nu of om omdat onder ons ook op over "
                 "reeds te tegen toch toen tot u uit uw van veel voor want waren was wat werd "
                 "wezen wie wil worden wordt zal ze zelf zich zij zijn zo zonder zou "},
    StopWordList{"no",
                 "alle at av ble bli blir da de dem den denne der deres det dette din disse du "
                 "eller en er et etter for fra før ha hadde han hans har hennes her hun hva hvis "
                 "hvor hvordan hvorfor i ikke ikkje ingen inn jeg kan kom kunne man mange med "
                 "meg mellom men min mot mye ned noe noen nå når og også om opp oss over på "
                 "samme seg selv sin sine sitt skal skulle slik som så til under upp ut uten var "
                 "ved vi vil ville være vært å "},
    StopWordList{"pl",
                 "a aby albo ale ani aż bardzo bez bo by być był była było były będzie będą co "
                 "czy dla do gdy gdzie go i ich ile im innych ja jak jako je jego jej jest "
                 "jeszcze jeśli już każdy kiedy kto która które którego której który których "
                 "którzy lub ma mi mnie może można na nad nam nas nich nie niej nim niż o od on "
                 "ona one oni oraz po pod podczas przed przez przy sam się są ta tak także tam "
                 "te tego tej ten tych tylko tym tę u w we więc wszystko z za ze że żeby "},
    StopWordList{"pt",
                 "a ao aos aquela aquele aqueles as até com como contra da das de dela dele "
                 "deles depois do dos e ela elas ele eles em entre era eram essa esse esta estas "
                 "estava este estes está estão eu foi foram há isso isto já la lhe lhes lo mais "
                 "mas me mesmo meu minha muito na nas nem no nos nossa nosso num numa não nós o "
                 "onde os ou para pela pelas pelo pelos por porque qual quando que quem se seja "
                 "sem ser será seu seus sob sobre sua suas são só também te tem tinha tudo têm "
                 "um uma você à às é "},
    StopWordList{"ro",
                 "a acea aceasta această acest aceste ai al ale am ar are as au avea ca care ce "
                 "cea cel cele cu când că da dar de decât din după e ea ei el ele era este eu fi "
                 "fie fost fără i la le lor lui mai mult ne nici noi nu o or pe pentru prin s sa "
                 "sale sau se spre sub sunt te un una unde unei unor unui va vor îi în își și "},
    StopWordList{"ru",
                 "а без более бы был была были было быть в вам вас ведь во вот все всего всех вы "
                 "где да даже для до его ее если есть еще же за здесь и из или им их к как какая "
                 "какой когда конечно кто куда ли лишь между меня мне может можно мой моя мы на "
                 "над надо нас наш не него нее ней нет ни них но ну о об однако он она они оно "
                 "от перед по под после потому при про раз с сам свое своего своей свои своих "
                 "себе себя со так также такой там те тем то того тоже той только том тот у уже "
                 "хотя чего чем через что чтоб чтобы эта эти этих это этого этой этом этот эту я "},
    StopWordList{"sv",
                 "alla allt att av blev bli blir blivit de dem den denna deras dess dessa det "
                 "detta dig din dina ditt du där då efter ej eller en er era ert ett från för ha "
                 "hade han hans har henne hennes hon honom hur här i icke ingen inom inte jag ju "
                 "kan kunde man med mellan men mig min mina mitt mot mycket ni nu när någon "
                 "något några och om oss på samma sedan sig sin sina sitt själv skulle som så "
                 "till under upp ut utan vad var vara varför varit varje vars vem vi vid vilka "
                 "vilken vilket än är åt över "},
    StopWordList{"tr",
                 "ama ancak bazı belki ben beni benim bir biri bu bunu bunun böyle da daha de "
                 "değil diye en gibi göre hem hep her hiç ile ise için kadar ki kim mi mu mü ne "
                 "neden nerede o olan olarak oldu olduğu on ona onlar onu onun sen siz ve veya "
                 "ya şey şu "},
    StopWordList{"uk",
                 "а або але без би був була були було бути в вже ви вона вони воно все всі він "
                 "для до же з за зі й його коли ми на над не ні о об один от по при про проти "
                 "під після та так також те тим то того той тому ті у хоч це цей цих ця через чи "
                 "що щоб я як яка який які і із їх її "},
};

/// The words of one list as the folded terms that they become, made when first asked for.
class FoldedWords {
 public:
  bool contain(const StopWordList& list, std::string_view term) {
    std::call_once(once_, [&] {
      Tokenizer tokenizer(list.words);
      Token token;
      while (tokenizer.next(token)) terms_.emplace(token.term);
    });
    return terms_.contains(std::string(term));
  }

 private:
  std::once_flag once_;
  std::unordered_set<std::string> terms_;
};

}  // namespace

bool is_stop_word(std::string_view language, std::string_view term) {
  static std::array<FoldedWords, kStopWordLists.size()> folded;
  if (language == "nb" || language == "nn") language = "no";
  for (std::size_t i = 0; i < kStopWordLists.size(); ++i) {
    if (kStopWordLists[i].language == language) return folded[i].contain(kStopWordLists[i], term);
  }
  return false;
}

}  // namespace dateline
