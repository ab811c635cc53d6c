/* The name as it will be called: the same rule as kiosk/names.py, which has the last word and alone
   knows a number, an address and the words that are not called aloud. */

const LONGEST = 60;
const SPACES = /[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+/g;
const UNSEEN =
  /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{Zl}\p{Zp}\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufffd\u180b-\u180f\ufe00-\ufe0f]|\p{M}{5}/u;
const WORD_START = /(^|[ '’-])(\p{L})/gu;

/** @returns {{name: string, fault: ""|"empty"|"long"|"letters"|"unseen"}} */
export function tidy(typed) {
  let name = typed.normalize("NFC").replace(SPACES, " ").replace(/^ | $/g, "");
  if (!name) return { name, fault: "empty" };
  if (UNSEEN.test(name)) return { name, fault: "unseen" };
  if (!/\p{L}/u.test(name)) return { name, fault: "letters" };
  name = capitals(name);
  return { name, fault: [...name].length > LONGEST ? "long" : "" };
}

function capitals(name) {
  const mixed = name !== name.toUpperCase() && name !== name.toLowerCase();
  if (mixed) return name;
  const small = name.toLowerCase();
  return small.replace(WORD_START, (_, before, letter) => before + capital(letter)).normalize("NFC");
}

/* A letter whose capital would be two, such as ß, stays. */
function capital(letter) {
  const large = letter.toUpperCase();
  return large.length === letter.length ? large : letter;
}
