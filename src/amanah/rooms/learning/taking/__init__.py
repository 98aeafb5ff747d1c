"""Taking the short courses so that progress is kept: signed in, or as a business associate with a link."""
