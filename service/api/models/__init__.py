"""What programs send and are sent. The texts of these models stand in the OpenAPI document and are therefore Chinese."""
