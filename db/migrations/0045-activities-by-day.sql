-- A back-test reads the activities of one day after the other.
create index activity_by_day on activities.activity (happened_on);
