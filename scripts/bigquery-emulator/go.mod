// The version of the BigQuery emulator the tests run against, and all it is made of, by checksum.
module orderbell.local/bigquery-emulator

go 1.25.0

require github.com/goccy/bigquery-emulator v0.8.1
