"""axe-core as the tests ask it: nothing found, and nothing that it could not decide."""

from __future__ import annotations

from pathlib import Path

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text("utf-8")
# Contrast that axe cannot compute counts as found, unless the words lie on one plain colour and
# nothing lies on them: it is measured here, for the boxes of large figures overlap, their ink not.
# However large the words are, 7:1 is asked of them, so asking for 4.5:1 as well finds nothing more.
# A number's signs stand alone in their cells, and are measured all the same.
LOOK = """async () => {
  const { Color, getContrast } = axe.commons.color;
  const colour = (text) => {
    const [red, green, blue, alpha = 1] = text.match(/[\\d.]+/g).map(Number);
    return new Color(red, green, blue, alpha);
  };
  const measured = (words) => {
    const { left, top, width, height } = words.getBoundingClientRect();
    const upmost = document.elementFromPoint(left + width / 2, top + height / 2);
    if (!words.contains(upmost)) return 0;
    for (let box = words; box; box = box.parentElement) {
      const style = getComputedStyle(box);
      const ground = colour(style.backgroundColor);
      if (style.backgroundImage !== "none" || style.opacity !== "1") return 0;
      if (ground.alpha === 1) return getContrast(ground, colour(getComputedStyle(words).color));
      if (ground.alpha > 0) return 0;
    }
    return 0;
  };
  const contrastRatio = { normal: { expected: 7 }, large: { expected: 7 } };
  const options = { contrastRatio, ignoreLength: true };
  axe.configure({ checks: [{ id: "color-contrast-enhanced", options }] });
  const rules = {
    "color-contrast": { enabled: false },
    "color-contrast-enhanced": { enabled: true },
    "target-size": { enabled: true },
  };
  const resultTypes = ["violations", "incomplete"];
  const asked = { rules, resultTypes, elementRef: true };
  const { violations, incomplete } = await axe.run(document, asked);
  const open = incomplete.map(({ id, nodes }) => ({
    id,
    nodes: nodes.filter(({ element }) => !id.startsWith("color-") || measured(element) < 7),
  }));
  return [...violations, ...open].flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary ?? ""}`));
}"""
