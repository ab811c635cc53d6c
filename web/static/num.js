/* A ticket number or clock time in cells, so that figures never move: the font has no tabular ones. */

/** @param {string} label "A007", "08:31" @returns {HTMLElement} the same markup as the macro num() */
export function num(label) {
  const box = document.createElement("span");
  box.className = "num";
  fill(box, label);
  return box;
}

/** Puts another label into an existing .num. */
export function fill(box, label) {
  const text = String(label);
  if (box.getAttribute("aria-label") === text) return;
  box.setAttribute("role", "img");
  box.setAttribute("aria-label", text);
  box.textContent = "";
  for (const sign of text) {
    const cell = document.createElement("i");
    if (sign === ":") cell.className = "s";
    else if (sign < "0" || sign > "9") cell.className = "l";
    cell.textContent = sign;
    box.appendChild(cell);
  }
}
