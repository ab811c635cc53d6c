import { done, sure } from "./page.js";

const at = (id) => document.getElementById(id);

function show({ name, invitation }) {
  at("add").hidden = true;
  at("invitation").hidden = false;
  at("invited").textContent = name;
  at("link").textContent = invitation.link;
  const drawn = new DOMParser().parseFromString(invitation.qr, "image/svg+xml");
  at("qr").replaceChildren(document.importNode(drawn.documentElement, true));
  at("shown").focus();
}

for (const key of document.querySelectorAll("[data-do]"))
  key.addEventListener("click", async () => {
    const { person, name } = key.closest("tr").dataset;
    const what = key.dataset.do;
    if (!(await sure(what, name))) return;
    const told = await done(`/manager/people/${person}`, { do: what });
    if (told?.invitation) show(told);
    else if (told) location.reload();
  });

at("add")?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { name, role } = event.target.elements;
  const told = await done("/manager/people", { name: name.value, role: role.value });
  if (told) show(told);
});

at("shown")?.addEventListener("click", () => location.reload());
