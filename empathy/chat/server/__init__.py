"""An OpenAI-compatible server with the controller and the guard behind every route."""
