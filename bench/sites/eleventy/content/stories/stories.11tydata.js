export default { layout: "story.njk", permalink: (data) => `/stories/${data.page.fileSlug}/` };
