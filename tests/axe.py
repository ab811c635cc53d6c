"""axe-core as the tests ask it: nothing found, and nothing that it could not decide."""

from __future__ import annotations

from pathlib import Path

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text("utf-8")
# Contrast that axe cannot compute counts as found.
# However large the words are, 7:1 is asked of them, so asking for 4.5:1 as well finds nothing more.
LOOK = """async () => {
  const contrastRatio = { normal: { expected: 7 }, large: { expected: 7 } };
  axe.configure({ checks: [{ id: "color-contrast-enhanced", options: { contrastRatio } }] });
  const rules = {
    "color-contrast": { enabled: false },
    "color-contrast-enhanced": { enabled: true },
    "target-size": { enabled: true },
  };
  const resultTypes = ["violations", "incomplete"];
  const { violations, incomplete } = await axe.run(document, { rules, resultTypes });
  return [...violations, ...incomplete].flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary ?? ""}`));
}"""
