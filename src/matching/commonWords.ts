/**
 * Ordinary English words that a question may hold without the answers' phrasings holding them. They are not misspellings
 * of something else: `plants` is not `plans`, and `trick` is not `trained`.
 */
export const COMMON_WORDS: ReadonlySet<string> = new Set(
  `able about above account across action actually adding address advice after again against ages agree ahead alone along
  already also although always amazing among amount angry animal annoying another answer anybody anymore anyone anything
  anyway apart apple apply area around article asked asking asks attach attack away awful baby back background ball band
  bank base beach bear beat beautiful became because become been before began begin behind being believe bell below best
  better between beyond bird bits black blame blank blind block blood blue board boat body book bored boring born boss both
  bought bowl brain brand bread break bring broke broken brother brought brown browser budget build building built bunch
  burn business busy button buying cable cake call called came camera camp cancel cannot card care careful case cash catch
  caught cause cell center certain chain chair chance change charge chart chat cheap check chess child children choice
  choose church city claim class classes clean clear click climb clock close cloud club coach coast code coding coffee cold
  college color come comes coming command comment common company complete computer connect consider contact continue
  control cook cool copy corner correct cost could country couple course court cover crash crazy cream create credit crew
  crime cross crowd cute daily damn dance dark data date daughter dead deal dear death debt decide deep degree delete
  depends design desk detail develop device dictionary didn died diet different difficult dinner direct dirty discord
  discount doctor document does dogs doing dollar done door double doubt down download draw dream dress drink drive drop
  drug dude during each early earn ears earth easier easily east easy edge edit effect effort eight either else email
  empty ends engine english enjoy enough enter error essay even evening ever every everybody everyone everything exact
  exactly exam example except excited excuse exist expect expensive explain extra eyes face fact fail fair fake fall
  family famous fans farm fast father favorite fear feature feel feeling feels feet fell felt field fight file files fill
  film final finally find fine finger finish fire first fish five fixed flag flat flight floor flower focus follow food
  foot force forest forget form format forward found four free fresh friday friend friends from front fruit full fully fun
  funny further future game games garden gave general german gets getting gift girl give given gives giving glad glass goal
  goes going gold gone good google grade grand grass great green grew group grow guess guide guys hair half hall hand hands
  hang happen happened happening happens happy hard hate have having head health hear heard heart heat heavy hello help here
  hers herself high hill himself hire history hold hole holiday home honest honestly hope horse hospital host hotel hour
  hours house however huge human hundred hungry hurt husband idea ideas image images imagine important include indeed
  inside instead interest internet into invite iphone issue issues item items itself jail jobs join joke judge jump just
  keep keeps kept keyboard keys kick kids kill kind king kitchen knew knife know known knows land language laptop large last
  late later laugh laws lead leader learn least leave left legal legs less lesson letter level library life lift light like
  liked likes limit line lines link list listen little live lives living load loan local lock login long longer look looked
  looking looks lose losing loss lost lots loud love loved lower luck lucky lunch machine made magic mail main make makes
  making manage many maps mark market married math matter maybe meal mean means meant meat media meet meeting member memory
  mention menu message messages middle might mile milk mind mine minute minutes miss missing mistake mobile model moment
  monday money month months mood moon more morning most mother mouse mouth move moved movie movies much music must myself
  name names nature near need needed needs neither nervous never news next nice night nine nobody none noon normal north
  nose note nothing notice number numbers offer office often okay older once ones online only onto open opinion option
  order other others ours outside over paid pain paint pair paper parent park part parts party pass past path pattern pause
  paying peace people perfect perhaps person phone photo phrase picture piece pink place plain plan plane plant plants play
  player please plenty plus point police poor popular position possible post pounds power practice prefer present press
  pretty price print private probably problem problems process produce program project prompt proper proud prove public pull
  pure push puts quality queen question questions quick quickly quiet quite race rain raise random rate rather reach react
  read reading ready real really reason record recent reply report request rest result return rich ride right ring rise
  risk river road rock role roll room root round rule rules runs running sadly safe said sale salt same sand save saved
  saying says scared school science score screen script search season seat second secret section seem seems seen self sell
  send sense sent serious server service seven several shall shape share sharp shirt shoes shop short should shot show
  shows shut sick side sign silly simple simply since sing single sister site sitting situation size skill skin sleep slow
  slowly small smart smell smile smoke snow social soft software sold solid solve some somebody someone something sometimes
  somewhere song soon sorry sort soul sound source south space speak special specific speech speed spell spend spent split
  sport spot spring square stage stand star stars start started starting state station stay step steps stick still stock
  stone stood stop stopped store storm story strange street strong student study stuff style subject such sudden sugar suit
  summer sunday super support supposed sure surprise sweet swim switch system table take taken takes taking talk talking
  tall task tasks taste teach teacher team tech teeth tell telling tells term test text than thank thanks that their them
  then there these they thick thin thing things think third this those though thought thousand thread three threw through
  throw thus ticket tight time times tiny tips tired title today together told tomorrow tonight took tool tools topic total
  totally touch town track trade traffic train translate travel tree trick tried trip trouble truck true trust truth trying
  turn turned twelve twice type typed typing ugly under understand unit until update upon used useful user users uses using
  usual usually vacation value various very video view village visit voice wait waiting wake walk wall want wanted wants
  warm warning wash waste watch water ways weak wear weather website week weeks weight weird welcome well went were west
  what whatever wheel when where whether which while white whole whom whose wide wife wild will wind window winner winter
  wish with within without woman women wonder wondering wood word words wore work worked working works world worry worse
  worst worth would write writing wrong wrote yard yeah year years yellow yesterday young your yours yourself zero`.split(
    /\s+/,
  ),
);
