import { done, sure } from "./page.js";

const accept = document.getElementById("accept");

for (const key of document.querySelectorAll("[data-do=revoke]"))
  key.addEventListener("click", async () => {
    const { device, name } = key.closest("tr").dataset;
    if (!(await sure("revoke", name))) return;
    if (await done(`/manager/devices/${device}/revocations`)) location.reload();
  });

if (accept) {
  const { name, place } = accept.elements;
  const title = () => place.selectedOptions[0]?.dataset.title ?? "";
  const free = [...place.options].find((option) => option.dataset.title === name.value);
  if (free) free.selected = true;
  let proposed = name.value;
  place.addEventListener("change", () => {
    if (name.value === proposed) name.value = proposed = title();
  });
  accept.addEventListener("submit", async (event) => {
    event.preventDefault();
    const wish = { code: accept.dataset.code, name: name.value, place: place.value };
    if (await done("/manager/devices", wish)) location.assign("/manager/devices");
  });
  document.getElementById("refuse").addEventListener("click", async () => {
    if (await done("/manager/devices/refusals", { code: accept.dataset.code }))
      location.assign("/manager/devices");
  });
}
