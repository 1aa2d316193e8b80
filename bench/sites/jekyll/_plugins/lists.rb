# Paginated lists of stories, events, regions and tags, and each story's related stories: groups are made once.
begin
  require "liquid/c" # Liquid's own compiled parser, where it is installed
rescue LoadError
  nil
end

module Lists
  PER_PAGE = 20

  class ListPage < Jekyll::Page
    def initialize(site, folder, layout, data)
      @site = site
      @base = site.source
      @dir = folder
      @name = "index.html"
      process(@name)
      @data = { "layout" => layout }.merge(data)
      @content = ""
    end

    def read_yaml(*) = nil
  end

  class Generator < Jekyll::Generator
    priority :high

    def generate(site)
      @site = site
      now = site.config["now"]
      stories = site.posts.docs.reverse
      events = site.collections["events"].docs.sort_by(&:date)
      coming, past = events.partition { |event| event.data["ends"] > now }
      past = past.reverse
      relate(stories, events)
      site.config["coming"] = coming.first(10)
      site.config["newest"] = stories.first(PER_PAGE)
      list("stories", "stories", stories, [], "title" => "Stories")
      list("events", "events", [], past, "title" => "Events", "coming" => coming)
      regions(stories, coming, past)
      tags(stories, events)
    end

    def relate(stories, events)
      groups = Hash.new { |hash, key| hash[key] = [] }
      stories.each do |story|
        (story.data["regions"] + [story.data["programme"]].compact).each { |key| groups[key] << story }
      end
      known = events.to_h { |event| [event.basename_without_ext, event] }
      stories.each do |story|
        group = groups[story.data["programme"] || story.data["regions"].first]
        story.data["related"] = group.first(5).reject { |other| other.equal?(story) }.first(4)
        story.data["about"] = known[story.data["event"]]
      end
    end

    def regions(stories, coming, past)
      by = [stories, coming, past].map { |docs| grouped(docs, "regions") }
      @site.data["regions"].each do |region|
        own = by.map { |groups| groups.fetch(region["id"], []) }
        list("regions/#{region["id"]}", "region", own[0], own[2],
             "title" => region["name"], "nation" => region["nation"], "coming" => own[1])
      end
    end

    def tags(stories, events)
      by_story, by_event = grouped(stories, "tags"), grouped(events, "tags")
      names = (by_story.keys | by_event.keys).sort
      names.each do |tag|
        list("tags/#{tag.tr(" ", "-")}", "tag", by_story.fetch(tag, []), [],
             "title" => tag, "events" => by_event.fetch(tag, []))
      end
      @site.config["tag_names"] = names
    end

    def grouped(docs, key)
      docs.each_with_object(Hash.new { |hash, name| hash[name] = [] }) do |doc, found|
        doc.data[key].each { |name| found[name] << doc }
      end
    end

    def list(folder, layout, stories, past, data)
      total = [stories.size, past.size].max.fdiv(PER_PAGE).ceil.clamp(1, nil)
      (1..total).each do |number|
        start = (number - 1) * PER_PAGE
        more = { "number" => number, "total" => total, "folder" => "/#{folder}/",
                 "stories" => stories[start, PER_PAGE] || [], "past" => past[start, PER_PAGE] || [] }
        path = number == 1 ? folder : "#{folder}/page/#{number}"
        @site.pages << ListPage.new(@site, path, layout, data.merge(more))
      end
    end
  end
end
