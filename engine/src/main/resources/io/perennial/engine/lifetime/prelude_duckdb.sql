-- Functions that differ between engines, under names that the steps of lifetime value use.
create or replace temp macro whole_months(earlier, later) as date_sub('month', earlier, later);
-- Complete periods of a billing interval between two days.
create or replace temp macro whole_periods(interval_name, earlier, later) as
    case interval_name
        when 'week' then date_sub('day', earlier, later) // 7
        when 'quarter' then date_sub('month', earlier, later) // 3
        when 'year' then date_sub('month', earlier, later) // 12
        else date_sub('month', earlier, later)
    end;
-- The day on which so many periods are complete.
create or replace temp macro after_periods(interval_name, day, periods) as
    (case interval_name
        when 'week' then day + (7 * periods)::integer
        when 'quarter' then day + to_months((3 * periods)::integer)
        when 'year' then day + to_months((12 * periods)::integer)
        else day + to_months(periods::integer)
    end)::date;
create or replace temp macro pow2(x) as x * x;
