/* Every state of the kiosk's page: shows one by its name, with the page's own state and drawing. */
(async () => {
  const { state, deeds } = await import("/kiosk/static/deeds.js");
  const { page, at, say } = await import("/kiosk/static/page.js");
  const { drawBoard } = await import("/kiosk/static/keyboard.js");
  const LONG = "Nguyễn Phúc Vĩnh Thụy Hoàng Bảo Ngọc Quỳnh Như Thương Nghiêng";
  const open = { ...JSON.parse(JSON.stringify(state.facts)), speaks: true };
  const clean = { ...state };
  const services = (how) => open.services.map((each, index) => ({ ...each, ...how(index) }));
  const busy = services(() => ({ state: "open", opens: null, waiting: 104, wait_minutes: [115, 125] }));
  const shut = { open: false, opens_at: Date.now() + 86_400_000, services: services(() => ({ state: "shut" })) };
  const kinds = ["closed", "full", "late", "open"];
  const mixed = services((n) => ({ state: kinds[n % 4], opens: "09:30", waiting: 7, wait_minutes: [10, 20] }));
  const chosen = { service: open.services[4].id, key: "0" };
  const priority = () => Object.keys(page.setUp.priorities)[3];
  const refusal = () => [say("sorry"), say("sorry_why")];
  const ticket = { label: "A007", state: "waiting", ahead: 4, wait_minutes: [10, 20], token: "x" };
  const qr = { size: 33, path: "M0 0h7v7h-7z" };
  const given = (print, more = {}, counters = [1, 2, 3, 4, 5]) => ({
    screen: "number",
    given: { ticket: { ...ticket, ...more }, print: { job: "none", ...print }, counters, service: chosen.service, qr },
  });
  const modal = (id) => () => {
    at("idle-left").textContent = say("idle_left", { n: 20 });
    at(id).showModal();
  };
  const call = (more = {}, then) => [{ screen: "call", ...chosen, ...more }, then];
  const name = (typed, more = {}) => [{ screen: "name", ...chosen, ...more }, () => (at("typed").value = typed)];

  const search = (typed, more = {}) => [{ screen: "search", ...more }, () => (at("sought").value = typed)];

  const visit = (typed, more = {}) => [{ screen: "visit", ...more }, () => (at("code").value = typed)];
  const awaited = { ...open, booked: true };
  const said = (vi, en) => (document.documentElement.lang === "en" ? en : vi);
  const unknown = () => [say("sorry"), said(
    "Không có mã hẹn này. Xin xem lại từng chữ, hỏi bàn hướng dẫn, hoặc lấy số như thường.",
    "There is no such booking code. Please check each letter, ask at the help desk, or get a number as usual.",
  )];
  const late = () => ({ kind: "late", sentence: said(
    "Quý khách đến sau giờ hẹn 09:00 nên được xếp theo giờ đến.",
    "You came after your appointment at 09:00, so your place counts from now.",
  ) });
  const about = (print) => ({ screen: "number", given: { ...given(print).given, notice: late() } });

  const scans = { ...open, cards: "serial" };
  const card = (more = {}) => [{ screen: "card", ...chosen, facts: scans, ...more }];
  const unread = (times, name) => card({ unread: times, refusal: [say(name), say(`${name}_why`)] });
  const elderly = () => {
    at("typed").value = "Lê Thị Mận";
    at("elderly").showModal();
  };

  const leaflet = (id, title, lang = "vi") => ({ id, title, lang, service: chosen.service });
  const LONGEST = "Cấp giấy phép xây dựng mới đối với công trình cấp III, cấp IV và nhà ở riêng lẻ thuộc dự án đã được phê duyệt";
  const leaflets = [
    leaflet("a", "Đăng ký khai sinh"), leaflet("b", LONGEST), leaflet("c", "Birth registration", "en"),
    ...["d", "e", "f", "g", "h", "i"].map((id) => leaflet(id, LONGEST)),
  ];
  const sheet = (print, more = {}) => [{ ...given({ state: "printed" }), sheets: leaflets, sheet: print && { ...print }, ...more }];
  const which = () => {
    deeds.sheet();
  };

  const states = {
    home: () => [{}],
    "home, many waiting": () => [{ facts: { ...open, services: busy } }],
    "home, every kind of tile": () => [{ facts: { ...open, services: mixed } }],
    "home, closed": () => [{ facts: { ...open, ...shut } }],
    "home, closed on a holiday": () => [{ facts: { ...open, ...shut, holiday: true } }],
    "home, lost": () => [{ up: false }],
    "home, priority chosen": () => [{ priority: priority() }],
    "home, the second shelf": () => [{ shelf: 1 }],
    "home, visits booked": () => [{ facts: awaited }],
    "home, visits booked and a priority": () => [{ facts: awaited, priority: priority() }],
    visit: () => visit(""),
    "visit, typed": () => visit("dvc-2026-0042-k7m"),
    "visit, an address": () => visit("hen.example.gov.vn/lich-hen?code=dvc-2026-0042"),
    "visit, busy": () => visit("dvc-0042", { busy: true }),
    "visit, refused": () => visit("dvc-0042", { refusal: unknown() }),
    "visit, closed": () => visit("", { facts: { ...awaited, ...shut } }),
    "visit, lost": () => visit("dvc-0042", { up: false }),
    search: () => search(""),
    "search, found": () => search("dang ky"),
    "search, a word too many": () => search("giay khai sinh"),
    "search, many found": () => search("h"),
    "search, nothing found": () => search("xyz"),
    "search, closed": () => search("ho", { facts: { ...open, ...shut } }),
    "search, lost": () => search("ho", { up: false }),
    priorities: () => [{}, modal("priorities")],
    "priorities, one chosen": () => [{ priority: priority() }, modal("priorities")],
    call: () => call(),
    "call with a priority": () => call({ priority: priority() }),
    "call, busy": () => call({ busy: true }),
    "call, refused": () => call({ refusal: refusal() }),
    "call, lost": () => call({ up: false, priority: priority() }),
    "call, late in the day": () => call({ facts: { ...open, services: services(() => ({ next_day: "15:00" })) } }),
    "call, asked for the age": () => call({}, modal("age")),
    "call, under 16": () => call({ adult: false }),
    "call, cards are read": () => call({ facts: scans }),
    "call, asked how": () => call({ facts: scans }, modal("how")),
    "call, a child's card": () => call({ facts: scans, adult: false, carded: true, refusal: [say("child"), say("child_why")] }),
    card: () => card(),
    "card, typed by the scanner": () => card({ facts: { ...open, cards: "wedge" } }),
    "card, unread": () => unread(1, "unread"),
    "card, unread twice": () => unread(2, "unread"),
    "card, a scanner of letters": () => unread(2, "wedge"),
    "card, scanner gone": () => card({ facts: open }),
    "card, lost": () => card({ up: false }),
    "card, with a priority": () => card({ priority: priority() }),
    "name, of a card": () => name("Trần Thị Hoa", { carded: true }),
    "name, of an elderly one's card": () => [{ screen: "name", ...chosen, carded: true, born: 1940 }, elderly],
    "call, idle warning": () => call({}, modal("idle")),
    name: () => name(""),
    "name, empty and pressed": () => name("", { faulted: true }),
    "name, no letters": () => name("2026", { faulted: true }),
    "name, too long": () => name(`${LONG} Thương Thương`, { faulted: true }),
    "name, typed": () => name("Trần Thị Hoa"),
    "name, long": () => name(LONG.slice(0, 60)),
    "name, on a keyboard": () => name("Lux", { plugged: true, method: "off" }),
    "name, refused": () => name("Trần Thị Hoa", { refusal: refusal() }),
    "name, lost": () => name("Trần Thị Hoa", { up: false }),
    "paper queued": () => [given({ state: "queued" })],
    "paper printed": () => [given({ state: "printed" })],
    "paper off": () => [given({ state: "off" })],
    "paper unsure": () => [given({ state: "unsure", job: `none ${Math.random()}` })],
    "paper out": () => [given({ state: "queued", trouble: "paper" })],
    "paper not printed": () => [given({ state: "failed" })],
    "number, lost": () => [{ ...given({ state: "printed" }), up: false }],
    "number, four figures": () => [given({ state: "printed" }, { label: "A1024", ahead: 104, wait_minutes: [115, 125] })],
    "number, no counter": () => [given({ state: "printed" }, { ahead: 0, wait_minutes: null }, [])],
    "number, many counters": () => [given({ state: "printed" }, {}, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])],
    "number, no counter before 09:30": () => [
      { ...given({ state: "printed" }, { wait_minutes: null }), facts: { ...open, services: mixed } },
    ],
    "number, with a priority": () => [given({ state: "printed" }, { priority: priority() })],
    "number, with a priority, paper unsure": () => [given({ state: "unsure", job: `none ${Math.random()}` }, { priority: priority() })],
    "number, of a booked visit": () => [about({ state: "printed" })],
    "number, of a booked visit, paper unsure": () => [about({ state: "unsure", job: `none ${Math.random()}` })],
    "number, with a sheet": () => [{ ...given({ state: "printed" }), sheets: leaflets }],
    "number, with one sheet": () => [{ ...given({ state: "printed" }), sheets: [leaflet("a", "Chứng thực bản sao từ bản chính")] }],
    "number, a sheet comes": () => sheet({ print: { state: "printing" } }),
    "number, a sheet has come": () => sheet({ print: { state: "printed" } }),
    "number, a sheet too soon": () => sheet({ refused: say("sheet_soon") }),
    "number, a sheet may have come": () => sheet({ print: { state: "unsure" } }),
    "number, no paper for a sheet": () => sheet(null, { ...given({ state: "queued", trouble: "paper" }), sheet: null, facts: { ...open, printer: "paper" } }),
    "number, paper unsure, with a sheet": () => sheet({ print: { state: "failed" } }, given({ state: "unsure", job: `none ${Math.random()}` })),
    "number, with a priority, with a sheet": () => sheet({ print: { state: "queued", trouble: "offline" } }, given({ state: "printed" }, { priority: priority() })),
    "which sheet": () => [{ ...given({ state: "printed" }), sheets: leaflets }, which],
    "which sheet, the last ones": () => [{ ...given({ state: "printed" }), sheets: leaflets }, () => { which(); deeds["more-sheets"](); }],
    "which sheet, of two": () => [{ ...given({ state: "printed" }), sheets: leaflets.slice(0, 2) }, which],
    "search, with sheets": () => search("", { sheets: leaflets }),
    "search, a sheet comes": () => search("khai sinh", { sheets: leaflets, sheet: { print: { state: "queued" } } }),
    "number, idle warning": () => [given({ state: "printed" }), modal("idle")],
  };

  // What the office sends meanwhile changes nothing that is shown.
  const held = { facts: state.facts, up: state.up };
  let showing = false;
  for (const each of Object.keys(held))
    Object.defineProperty(state, each, {
      configurable: true,
      enumerable: true,
      get: () => held[each],
      set: (value) => {
        if (showing) held[each] = value;
      },
    });

  /** @param {{large: boolean, low: boolean}} how */
  window.show = (wanted, how) => {
    for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
    at("typed").value = "";
    at("sought").value = "";
    at("code").value = "";
    at("said").textContent = "";
    const [changes, then] = states[wanted]();
    showing = true;
    Object.assign(state, clean, { facts: open, up: true, ...changes, ...how });
    showing = false;
    document.dispatchEvent(new Event("input"));
    if (["name", "search", "visit"].includes(state.screen)) drawBoard(state.screen);
    if (then) then();
    document.dispatchEvent(new Event("input"));
  };
  window.speak = (language) => deeds.language({ dataset: { lang: language } });
  return Object.keys(states);
})()
