// What a page has of its own. Stands before everything else in it, and keeps the natives that later scripts replace.
var heard = [], thrown = [], consoled = [];
var census = (() => {
    const { stringify } = JSON;
    const { ownKeys, getOwnPropertyDescriptor } = Reflect;
    const looks = getComputedStyle;
    const begun = history.length;
    const listeners = new Map();
    const add = EventTarget.prototype.addEventListener;
    const remove = EventTarget.prototype.removeEventListener;
    const counted = [window, document, document.documentElement];
    const prototypes = { Object, Function, Array, String, Number, RegExp, Promise, Node, Element, HTMLElement, Document, EventTarget, Event, History };
    // One entry for each listener that is still there.
    const of = (target, kind, options) => {
        const name = target === window ? "window" : target.nodeName;
        const capture = !!(typeof options === "object" ? options?.capture : options);
        return `${name} ${kind} ${capture}`;
    };
    const isCounted = (target) => target === undefined || counted.includes(target) || target === document.body;
    EventTarget.prototype.addEventListener = function (kind, listener, options) {
        if (isCounted(this) && listener) {
            const key = of(this ?? window, kind, options);
            if (!listeners.has(key)) listeners.set(key, new Set());
            listeners.get(key).add(listener);
            const over = () => listeners.get(key).delete(listener);
            if (options?.signal) add.call(options.signal, "abort", over);
            if (options?.once) add.call(this ?? window, kind, over, { capture: options.capture, once: true });
        }
        return add.call(this ?? window, kind, listener, options);
    };
    EventTarget.prototype.removeEventListener = function (kind, listener, options) {
        if (isCounted(this)) listeners.get(of(this ?? window, kind, options))?.delete(listener);
        return remove.call(this ?? window, kind, listener, options);
    };
    for (const name of ["load", "navigate", "feedback", "error"])
        add.call(document, `tinbai:${name}`, (event) => heard.push({ name: event.type, from: event.target.id, detail: event.detail }));
    add.call(window, "error", (event) => thrown.push(String(event.message)));
    add.call(window, "unhandledrejection", (event) => thrown.push(String(event.reason)));
    for (const level of ["debug", "info", "log", "warn", "error"]) {
        const write = console[level];
        console[level] = (...words) => { consoled.push(words.join(" ")); write.apply(console, words); };
    }
    const keysOf = (object) => ownKeys(object).map(String).filter((key) => !/^\d+$|^\$?cdc_|^brought$/.test(key)).sort();
    const describe = (element) => `${element.nodeName} ${[...element.attributes].map(({ name, value }) => `${name}=${value}`)}`;
    const isOurs = (element) => element.localName === "tin-bai" || /\/(tinbai|loader-)/.test(element.src);
    // Not how much room there is: an article makes a page longer, and a scroll bar makes it narrower.
    const room = /^(?:min-|max-)?(?:width|height|inline-size|block-size)$|origin$|^inset|^(?:top|bottom|left|right)$/;
    const style = (element, at) => {
        const all = looks(element);
        return [...all].filter((name) => !room.test(name)).map((name) => `${at} ${element.nodeName} ${name}: ${all[name]}`);
    };
    const what = {
        globals: () => keysOf(window).map((key) => {
            const { value, get } = getOwnPropertyDescriptor(window, key) ?? {};
            return `${key} ${typeof value} ${typeof get}`;
        }),
        prototypes: () => keysOf(prototypes).map((key) => `${key}: ${keysOf(prototypes[key])} ${keysOf(prototypes[key].prototype)}`),
        sheets: () => [document.styleSheets.length, document.adoptedStyleSheets?.length],
        head: () => [...document.head.children].filter((element) => !isOurs(element)).map((element) => element.outerHTML),
        body: () => [...document.querySelectorAll("html, body, body *")].filter((element) => !isOurs(element) && !element.closest("tin-bai")).map(describe),
        looks: () => [...document.querySelectorAll("html, body, .cua-cong")].map(style).flat(),
        focus: () => [document.activeElement?.id],
        history: () => [history.length - begun, stringify(history.state), location.pathname, location.search, location.hash],
        handlers: () => ["onerror", "onunhandledrejection", "onpopstate", "onhashchange", "onscroll", "onresize", "onclick", "onbeforeunload"].map((name) => `${name} ${window[name]}`),
        kept: () => [document.cookie, localStorage.length, sessionStorage.length, document.title, document.dir, window.name],
        console: () => [consoled.join("\n"), thrown.join("\n")],
        listeners: () => [...listeners].filter(([, all]) => all.size).map(([key, all]) => `${key} ${all.size}`).sort(),
    };
    /** As text, and past what the page made of JSON. */
    return (...parts) => {
        const changed = [Array.prototype, String.prototype, Object.prototype].filter((owner) => Object.hasOwn(owner, "toJSON"));
        const kept = changed.map((owner) => getOwnPropertyDescriptor(owner, "toJSON"));
        for (const owner of changed) delete owner.toJSON;
        const taken = parts.map((part) => `${part}\n${what[part]().map((entry) => stringify(entry)).join("\n")}`).join("\n");
        changed.forEach((owner, index) => Object.defineProperty(owner, "toJSON", kept[index]));
        return taken;
    };
})();
