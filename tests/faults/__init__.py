"""Stories of what breaks under the site: the post, the disk, the base, the clock, two at once."""
