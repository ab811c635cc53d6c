/* The keyboard on the screen: Vietnamese letters, a key for each tone, keys of 20 mm. */
import { element } from "./element.js";
import { at, say } from "./page.js";
import { letter, rubbed, tone } from "./tones.js";

/* Keys side by side, as on a typewriter or else by the alphabet; how wide space and delete are. */
const BOARDS = [
  [10, ["ăâđêôơư<", "qwertyuiop", "asdfghjkl'", "zxcvbnm- "], { " ": "two", "<": "three" }],
  [8, ["aăâbcdđe", "êfghijkl", "mnoôơpqr", "stuưvwxy", "z'- <"], { " ": "three", "<": "two" }],
  [7, ["aăâbcdđ", "eêfghij", "klmnoôơ", "pqrstuư", "vwxyz'-", " <"], { " ": "four", "<": "three" }],
];
/* Low boards have a row less: space and delete stand beside the tones. */
const LOW = [
  BOARDS[0],
  [9, ["aăâbcdđeê", "fghijklmn", "oôơpqrstu", "ưvwxyz'-"], { " ": "two", "<": "two" }, [" ", "<"]],
  [7, ["aăâbcdđ", "eêfghij", "klmnoôơ", "pqrstuư", "vwxyz'-"], { " ": "one", "<": "one" }, [" ", "<"]],
];
/* Without signs: for looking something up. Its keys can be half as wide again. */
const PLAIN = [
  [10, ["qwertyuiop", "asdfghjkl", "zxcvbnm <"], { " ": "three", "<": "three" }],
  [8, ["abcdefgh", "ijklmnop", "qrstuvwx", "yz <"], { " ": "four", "<": "two" }],
  [7, ["abcdefg", "hijklmn", "opqrstu", "vwxyz", " <"], { " ": "four", "<": "three" }],
];
/* Of codes: letters, digits and the hyphen. */
const CODES = [
  [10, ["1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm-<"], { "<": "three" }],
  [8, ["12345678", "90abcdef", "ghijklmn", "opqrstuv", "wxyz-<"], { "<": "two" }],
  [7, ["1234567", "890abcd", "efghijk", "lmnopqr", "stuvwxy", "z-<"], { "<": "four" }],
];
const TONES = { sac: ["á", "sắc"], huyen: ["à", "huyền"], hoi: ["ả", "hỏi"], nga: ["ã", "ngã"], nang: ["ạ", "nặng"] };
const breadth = (keys) => keys * 20 + (keys - 1) * 3;

/** Draws the widest board whose keys of 20 mm, 3 mm apart, fit; over the tools of `screen`. */
export function drawBoard(screen) {
  at(screen).querySelector(".tools").before(at("board"));
  const signs = screen === "name";
  const board = at("board");
  const mm = parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--mm"));
  const named = document.documentElement.classList.contains("low") ? LOW : BOARDS;
  const boards = { search: PLAIN, visit: CODES }[screen] ?? named;
  const fits = boards.find(([keys]) => breadth(keys) <= board.clientWidth / mm);
  const [, lines, widths, beside = []] = fits ?? boards[boards.length - 1];
  const rows = lines.map((signs) => row([...signs].map((sign) => key(sign, widths[sign]))));
  const tones = Object.entries(TONES).map(([name, shown]) => toneKey(name, ...shown));
  if (signs) rows.push(row([...tones, ...beside.map((sign) => key(sign, widths[sign]))]));
  board.replaceChildren(...rows);
  board.classList.toggle("halves", !signs);
  board.style.setProperty("--rows", rows.length);
  for (const button of board.querySelectorAll("button")) button.tabIndex = -1;
  board.querySelector("button").tabIndex = 0;
}

/** What the text before the caret becomes when this key is pressed. */
export function press(before, { sign, tone: name }, capitals = true) {
  if (name) return tone(before, name);
  if (sign === "<") return rubbed(before);
  return sign === " " || !capitals ? before + sign : letter(before, sign);
}

/** Arrow keys walk over the board: one stop for Tab, not forty. */
export function walk(event) {
  const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1 }[event.key];
  const from = event.target.closest("#board button");
  if (!step || !from) return;
  event.preventDefault();
  const to = event.key === "ArrowLeft" || event.key === "ArrowRight" ? beside(from, step) : beyond(from, step);
  if (!to) return;
  from.tabIndex = -1;
  to.tabIndex = 0;
  to.focus();
}

function beside(from, step) {
  const all = [...at("board").querySelectorAll("button")];
  return all[all.indexOf(from) + step];
}

function beyond(from, step) {
  const rows = [...at("board").children];
  const next = rows[rows.indexOf(from.parentElement) + step];
  const middle = (key) => key.offsetLeft + key.offsetWidth / 2;
  const far = (key) => Math.abs(middle(key) - middle(from));
  return next && [...next.children].sort((one, other) => far(one) - far(other))[0];
}

function row(keys) {
  const line = document.createElement("div");
  line.className = "keys";
  line.append(...keys);
  return line;
}

function key(sign, width) {
  const word = { " ": say("key_space"), "<": say("key_rub") }[sign];
  const button = blank(word ?? sign.toLocaleUpperCase("vi"));
  button.dataset.sign = sign;
  if (sign === "-") button.querySelector(".in").append(element("span", "sr", say("key_hyphen")));
  else if (!word) button.lang = "vi";
  if (word) button.classList.add("word", width);
  return button;
}

function toneKey(name, shown, spoken) {
  const button = blank(shown);
  button.dataset.tone = name;
  button.classList.add("tone");
  button.lang = "vi";
  const small = document.createElement("small");
  small.textContent = spoken;
  button.firstChild.append(small);
  return button;
}

function blank(words) {
  const button = document.createElement("button");
  const inner = document.createElement("span");
  const text = document.createElement("span");
  button.type = "button";
  button.className = "btn";
  button.dataset.do = "key";
  inner.className = "in";
  text.textContent = words;
  inner.append(text);
  button.append(inner);
  return button;
}
