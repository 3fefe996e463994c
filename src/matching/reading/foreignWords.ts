/**
 * The most usual words of other languages, of three letters and more. They are not repaired: `ist` is no `its` and `oder` no
 * `over`, and a text of such words reads as what it is.
 */
export const FOREIGN_WORDS: ReadonlySet<string> = new Set(
  `aber alle als auch auf aus bei beim das dass dem den der des dies ein eine einem einen einer eins gibt gut habe
  hast ich ihr ist jetzt kann kein keine mehr mein mit nach nicht noch nur oder ohne schon sehr sein seit sich sie
  sind und uns unter viel vom von vor wann warum weil welche welcher welches wenn wer werden wie wird wir wurde zum
  zur como con cual cuál cuando del desde donde ella ellos entre era eres esta este esto fue hay hasta las los mas más
  mejor muy para pero por porque puede que qué quien quién ser sin sobre también tiene una uno usar avec aussi bien
  ces cette chez comme dans depuis dit elle est étais était fait fut ils les leur mais mieux moi nous par pas pour
  pourquoi quand quel quelle quelles quels qui quoi sans ses sont sous sur très une vous chi che cosa dei della dove
  gli loro meglio nel non perché più quale quando questo sono sua tra agora ainda com dos ela ele essa esse foi isso
  melhor não onde pelo pode qual quem seu também tem uma você bir bardzo czy dla jak jest kiedy lub nie więc będzie
  een niet voor waar welke zijn och att som vad när`.split(/\s+/),
);
