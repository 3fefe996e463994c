/**
 * Words that carry grammar and little content. They count as words and in bigrams ("how", "when" and "not" tell questions
 * apart), but have no character n-grams and are in no skip-bigram.
 */
export const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  `a am an and any are as at be been but by can could did do does for from had has have he here how i if in is it just may
  me might must my no not of on or our she should so some that the there these they this those to was we were what
  when where which who why will with would you your`.split(/\s+/),
);

/** Words that people put before and after a question in a chat. */
export const FILLER_WORDS: ReadonlySet<string> = new Set(
  `ah also bro btw dude eh fr guys hello hey hi hm hmm huh imo idk lmao lol man nah ngl oh ok okay omg please rofl sir smh
  tbh thank thanks ugh uh uhh um umm wait well whoa wow wtf xd yeah yep yo`.split(/\s+/),
);

/** Words that open a question, with or without a question mark. */
export const OPENING_WORDS: ReadonlySet<string> = new Set(
  `what which who whose when where why how is are was were does do did can could will would has have
  explain describe define tell list compare`.split(/\s+/),
);
/** Words that make a question anywhere in the text. */
export const ASKING_WORDS: ReadonlySet<string> = new Set(['vs', 'difference', 'differences', 'explain']);

/** Words before the name of somebody who is called: "hey ChatGPT". */
export const GREETINGS: ReadonlySet<string> = new Set(['hey', 'hi', 'hello', 'ok', 'okay', 'yo']);

/** Chat abbreviations that mean nothing else in a question. */
export const ABBREVIATIONS: ReadonlyMap<string, string> = new Map(
  `u you, ur your, r are, ya you, wat what, wut what, wht what, wich which, pls please, plz please, thx thanks, rn now,
  licence license, ppl people, cuz because, diff difference, diffs differences, ver version, vers version, versus vs,
  whats what, hows how, whos who, wheres where, whens when, thats that, im i, ive i`
    .split(/,\s+/)
    .map((pair) => pair.split(' ') as [string, string]),
);

/**
 * Ordinary English words, which may be in a question without being in any phrasing. They are not misspellings of other
 * words: `plants` is not `plans`, and `trick` is not `trained`. Without this list curekart loses 1.5 points.
 */
export const COMMON_WORDS: ReadonlySet<string> = new Set(
  `able about above account across action actually add adding address advice after again against ages ago agree ahead aid
  aim air all alone along already also although always amazing among amount and angry animal annoying another answer
  any anybody anymore anyone anything anyway apart api app apple apply are area arm around art article ask asked
  asking asks ate attach attack away awful baby back background bad bag ball ban band bank bar base beach bear beat
  beautiful became because become bed been before began begin behind being believe bell below best bet better between
  beyond bid big bird bit bits black blame blank blind block blood blue board boat body book bored boring born boss
  bot both bought bowl box boy brain brand bread break bring broke broken brother brought brown browser budget bug
  build building built bunch burn bus business busy but button buy buying cable cake call called came camera camp can
  cancel cannot cap car card care careful case cash cat catch caught cause cell center certain chain chair chance
  change charge chart chat cheap check chess child children choice choose church city claim class classes clean clear
  cli click climb clock close cloud club coach coast code codec codecs coding coffee cold college color come comes coming command
  comment common company complete computer connect consider contact continue control cook cool copy corner correct
  cost could country couple course court cover cow cpu crash crazy cream create credit crew crime cross crowd cry css
  csv cup cut cute dad daily damn dance dark data date daughter day dead deal dear death debt decide deep degree
  delete depends design desk detail dev develop device dictionary did didn die died diet different difficult dinner
  direct dirty discord discount dns doctor document does dog dogs doing dollar done door double doubt down download
  draw dream dress drink drive drop drug dry dude due during each ear early earn ears earth easier easily east easy
  eat edge edit effect effort egg ego eight either else email empty end ends engine english enjoy enough enter error
  essay even evening ever every everybody everyone everything exact exactly exam example except excited excuse exe
  exist expect expensive explain extra eye eyes face fact fail fair fake fall family famous fan fans faq far farm fast
  fat father favorite fear feature fed fee feel feeling feels feet fell felt few field fight file files fill film
  final finally find fine finger finish fire first fish fit five fix fixed flag flat flight floor flower fly focus
  follow food foot for force forest forget form format forward found four fox free fresh friday friend friends from
  front fruit full fully fun funny further future game games gap garden gas gave general german get gets getting gif
  gift girl give given gives giving glad glass goal god goes going gold gone good google got gpu grade grand grass
  great green grew group grow guess gui guide gun guy guys had hair half hall hand hands hang happen happened
  happening happens happy hard has hat hate have having head health hear heard heart heat heavy hello help her here
  hers herself hex hey high hill him himself hip hire his history hit hold hole holiday home honest honestly hope
  horse hospital host hot hotel hour hours house how however huge human hundred hungry hurt husband ice ide idea ideas
  ill image images imagine important include indeed inside instead interest internet into invite ios iphone iso issue
  issues item items its itself jail job jobs join joke joy jpg judge jump just jwt keep keeps kept key keyboard keys
  kick kid kids kill kind king kitchen knew knife know known knows lab lan land language laptop large last late later
  laugh law laws lay lead leader learn least leave led left leg legal legs less lesson let letter level lib library
  lid lie life lift light like liked likes limit line lines link lip list listen little live lives living llm load
  loan local lock login lol long longer look looked looking looks lose losing loss lost lot lots loud love loved low
  lower luck lucky lunch mac machine mad made magic mail main make makes making man manage many map maps mark market
  married math matter may maybe mcp meal mean means meant meat media meet meeting member memory men mention menu
  message messages met mid middle might mile milk mind mine minute minutes miss missing mistake mix mobile mod model
  mom moment monday money month months mood moon more morning most mother mouse mouth move moved movie movies much mud
  music must myself name names nature near need needed needs neither nervous net never new news next nice night nine
  nobody none noon nor normal north nose not note nothing notice now npm number numbers nut ocr odd off offer office
  often oil okay old older once one ones online only onto open opinion ops option order orm other others our ours out
  outside over owe own paid pain paint pair paper parent park part parts party pass past path pattern pause pay paying
  pdf peace pen people per perfect perhaps person pet phone photo php phrase pic picture pie piece pin pink place
  plain plan plane plant plants play player please plenty plus png point police poor pop popular position possible
  post pounds power practice prefer present press pretty price print private pro probably problem problems process
  produce program project prompt proper proud prove public pull pure push put puts quality queen question questions
  quick quickly quiet quite race rag rain raise ram ran random rate rather raw reach react read reading ready real
  really reason recent record red reply report request rest result return rich rid ride right ring rip rise risk river
  road rock role roll rom room root round row rule rules run running runs sad sadly safe said sale salt same sand sat
  save saved saw say saying says scared school science score screen script sdk sea search season seat second secret
  section see seem seems seen self sell send sense sent serious server service set seven several sex shall shape share
  sharp she shirt shoes shop short shot should show shows shut shy sick side sign silly simple simply since sing
  single sir sister sit site sitting situation six size skill skin sky sleep slow slowly small smart smell smile smoke
  snow social soft software sold solid solve some somebody someone something sometimes somewhere son song soon sorry
  sort soul sound source south space speak special specific speech speed spell spend spent split sport spot spring sql
  square ssd ssh ssl stage stand star stars start started starting state station stay step steps stick still stock
  stone stood stop stopped store storm story strange street strong student study stuff style sub subject such sudden
  sue sugar suit sum summer sun sunday super support supposed sure surprise svg sweet swim switch system tab table
  take taken takes taking talk talking tall task tasks taste tax tcp tea teach teacher team tech teeth tell telling
  tells ten term test text than thank thanks that the their them then there these they thick thin thing things think
  third this those though thought thousand thread three threw through throw thus ticket tie tight time times tiny tip
  tips tired title tls today toe together told tomorrow ton tonight too took tool tools top topic total totally touch
  town toy track trade traffic train translate travel tree trick tried trip trouble truck true trust truth try trying
  tts turn turned twelve twice two txt type typed typing udp ugly under understand unit until update upon uri url usb
  use used useful user users uses using usual usually vacation value van various very vet via video view village vim
  visit voice vpn wait waiting wake walk wall want wanted wants war warm warning was wash waste watch water way ways
  weak wear weather website week weeks weight weird welcome well went were west wet what whatever wheel when where
  whether which while white who whole whom whose why wide wife wild will win wind window winner winter wish with
  within without woman women won wonder wondering wood word words wore work worked working works world worry worse
  worst worth would write writing wrong wrote xml yard yeah year years yellow yes yesterday yet yml you young your
  yours yourself zero zip zoo`.split(/\s+/),
);
