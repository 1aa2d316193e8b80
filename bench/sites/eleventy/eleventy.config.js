// Collections, groups and dates are worked out once; bodies are not run through a template engine first.
const NOW = "2018-06-01T09:00";
const PER_PAGE = 20;

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const instant = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeStyle: "short", timeZone: "UTC" });

function grouped(items, keys) {
  const found = new Map();
  for (const item of items) {
    for (const key of keys(item)) {
      if (!found.has(key)) found.set(key, []);
      found.get(key).push(item);
    }
  }
  return found;
}

function paged(folder, id, stories, past, more) {
  const total = Math.max(1, Math.ceil(stories.length / PER_PAGE), Math.ceil(past.length / PER_PAGE));
  return Array.from({ length: total }, (_, index) => ({
    ...more,
    id,
    number: index + 1,
    total,
    base: folder,
    address: index === 0 ? folder : `${folder}page/${index + 1}/`,
    first: index === 0,
    stories: stories.slice(index * PER_PAGE, (index + 1) * PER_PAGE),
    past: past.slice(index * PER_PAGE, (index + 1) * PER_PAGE),
  }));
}

export default function (config) {
  let groups = new Map();
  let eventsById = new Map();
  let site;

  // Everything that lists need, once for all collections of a build.
  function gather(api) {
    if (site) return site;
    const stories = api.getFilteredByGlob("content/stories/*.md").reverse();
    const events = api.getFilteredByGlob("content/events/*.md");
    const coming = events.filter((event) => event.data.ends > NOW);
    const past = events.filter((event) => event.data.ends <= NOW).reverse();
    groups = grouped(stories, (story) => [...(story.data.programme ? [story.data.programme] : []), ...story.data.regions]);
    eventsById = new Map(events.map((event) => [event.fileSlug, event]));
    site = { stories, events, coming, past };
    return site;
  }

  config.on("eleventy.before", () => { site = undefined; });
  config.addCollection("stories", (api) => gather(api).stories);
  config.addCollection("events", (api) => gather(api).events);
  config.addCollection("newest", (api) => gather(api).stories.slice(0, PER_PAGE));
  config.addCollection("coming", (api) => gather(api).coming);
  config.addCollection("storyPages", (api) => paged("/stories/", "stories", gather(api).stories, [], {}));
  config.addCollection("eventPages", (api) => paged("/events/", "events", [], gather(api).past, {}));
  config.addCollection("regionPages", (api) => {
    const { stories, coming, past } = gather(api);
    const of = (items) => grouped(items, (item) => item.data.regions);
    const [storiesOf, comingOf, pastOf] = [of(stories), of(coming), of(past)];
    return [...new Set([...storiesOf.keys(), ...comingOf.keys(), ...pastOf.keys()])].sort().flatMap((id) =>
      paged(`/regions/${id}/`, id, storiesOf.get(id) ?? [], pastOf.get(id) ?? [], { coming: comingOf.get(id) ?? [] }));
  });
  config.addCollection("tagPages", (api) => {
    const { stories, events } = gather(api);
    const of = (items) => grouped(items, (item) => item.data.tags ?? []);
    const [storiesOf, eventsOf] = [of(stories), of(events)];
    return [...new Set([...storiesOf.keys(), ...eventsOf.keys()])].sort().flatMap((tag) =>
      paged(`/tags/${tag.replaceAll(" ", "-")}/`, tag, storiesOf.get(tag) ?? [], [], { events: eventsOf.get(tag) ?? [] }));
  });

  config.addFilter("day", (date) => day.format(date));
  config.addFilter("instant", (date) => instant.format(date));
  config.addFilter("iso", (date) => date.toISOString());
  config.addFilter("dashed", (words) => words.replaceAll(" ", "-"));
  config.addFilter("eventById", (id) => eventsById.get(id));
  config.addFilter("related", (regions, programme, url) =>
    (groups.get(programme ?? regions[0]) ?? []).slice(0, 5).filter((story) => story.url !== url).slice(0, 4));
  config.addPassthroughCopy({ "content/site.css": "site.css" });

  return {
    dir: { input: "content", output: "output" },
    markdownTemplateEngine: false,
    htmlTemplateEngine: "njk",
    templateFormats: ["md", "njk"],
  };
}
